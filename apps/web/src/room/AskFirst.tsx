'use client';

import type { Problem } from '@emostream/protocol';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { DialogProblem } from './DialogProblem.tsx';
import { RoomDialog } from './RoomDialog.tsx';

interface AskFirstProps {
  readonly title: string;
  /** What follows from it, in plain words. */
  readonly children: ReactNode;
  readonly action: string;
  readonly cancel: string;
  /** @returns why it was not done; the dialog stays then */
  readonly onConfirm: () => Promise<Problem | null>;
  readonly onClose: () => void;
  /** The id of what has the focus once it is done, where what opened the dialog goes away with that. */
  readonly focusWhenDone?: string;
}

/** Asks before something that cannot be taken back; the safe answer has the focus. */
export function AskFirst(props: AskFirstProps) {
  const { title, children, action, cancel, onConfirm, onClose, focusWhenDone } = props;
  const cancelRef = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // After the dialog has opened, which gives the focus to its first button.
  useEffect(() => cancelRef.current?.focus(), []);
  const confirm = async (close: () => void) => {
    setBusy(true);
    setProblem(null);
    const refused = await onConfirm();
    setBusy(false);
    setProblem(refused);
    if (refused) return;
    close();
    if (focusWhenDone) document.getElementById(focusWhenDone)?.focus({ preventScroll: true });
  };
  return (
    <RoomDialog title={title} onClose={onClose}>
      {(close) => (
        <>
          <div className="mt-2 grid gap-2 leading-relaxed text-muted">{children}</div>
          {problem && <DialogProblem problem={problem} />}
          <div className="mt-6 flex flex-wrap justify-end gap-2.5">
            <Button ref={cancelRef} onClick={close}>
              {cancel}
            </Button>
            <Button kind="danger" aria-disabled={busy} onClick={() => !busy && void confirm(close)}>
              {action}
            </Button>
          </div>
        </>
      )}
    </RoomDialog>
  );
}
