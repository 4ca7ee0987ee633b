'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will be gone, in plain words. */
  readonly children: ReactNode;
  /** What the button does, as a verb with its object. */
  readonly action: string;
  /** Does it; what it throws is shown by `describeError`, and the dialog stays. */
  readonly onConfirm: () => Promise<void>;
  readonly describeError: (error: unknown) => string;
  readonly onClose: () => void;
}

/**
 * Asks before something is deleted. It opens when it is mounted; the safe answer has the focus. It is closed
 * before it is taken away, so that the browser gives the focus back.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, onConfirm, describeError, onClose } = props;
  const dialogRef = useRef<HTMLDialogElement>(null);
  const safeRef = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    dialogRef.current?.showModal();
    safeRef.current?.focus();
  }, []);

  async function confirm(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      dialogRef.current?.close();
    } catch (error) {
      setProblem(describeError(error));
      setBusy(false);
    }
  }

  return (
    <dialog
      ref={dialogRef}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-3xl border border-line bg-surface p-6 text-text shadow-2xl backdrop:bg-black/50"
    >
      <h2 id={titleId} className="text-xl font-bold tracking-tight text-balance">
        {title}
      </h2>
      <div className="mt-2 grid gap-2 leading-relaxed text-muted">{children}</div>
      {problem && (
        <p role="alert" className="mt-4 rounded-xl bg-danger-soft p-3 text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-2.5">
        <Button ref={safeRef} onClick={() => dialogRef.current?.close()}>
          Keep it
        </Button>
        <Button kind="danger" aria-disabled={busy} onClick={() => !busy && void confirm()}>
          {busy ? 'Deleting …' : action}
        </Button>
      </div>
    </dialog>
  );
}
