'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';

interface RoomDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  /** Buttons inside close it by `close`: only then does the browser give the focus back to what opened it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A dialog over the page. It opens when it is mounted; Escape and a click beside it close it. */
export function RoomDialog({ title, onClose, wide = false, children }: RoomDialogProps) {
  const dialogRef = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialogRef.current?.showModal(), []);
  const close = () => dialogRef.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own key
    <dialog
      ref={dialogRef}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={({ target }) => target === dialogRef.current && close()}
      className={`m-auto max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-3xl border border-line bg-surface p-0 text-text shadow-2xl backdrop:bg-black/55 ${wide ? 'w-[min(44rem,calc(100vw-1.5rem))]' : 'w-[min(30rem,calc(100vw-1.5rem))]'}`}
    >
      <div className="p-5 sm:p-6">
        <div className="flex items-start gap-4">
          <h2 id={titleId} className="mt-1.5 mr-auto text-xl font-bold tracking-tight text-balance">
            {title}
          </h2>
          <button
            type="button"
            aria-label="Close"
            onClick={close}
            className="grid size-11 shrink-0 place-items-center rounded-xl text-muted hover:bg-raised hover:text-text"
          >
            <X size={18} aria-hidden />
          </button>
        </div>
        {children(close)}
      </div>
    </dialog>
  );
}
