'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { RoomDialog } from './RoomDialog.tsx';

interface AskFirstProps {
  readonly title: string;
  /** What follows from it, in plain words. */
  readonly children: ReactNode;
  readonly action: string;
  readonly cancel: string;
  /** @returns whether it was done; the dialog stays otherwise */
  readonly onConfirm: () => Promise<boolean>;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back; the safe answer has the focus. */
export function AskFirst(props: AskFirstProps) {
  const { title, children, action, cancel, onConfirm, onClose } = props;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const done = await onConfirm();
    setBusy(false);
    setFailed(!done);
    if (done) onClose();
  };
  return (
    <RoomDialog title={title} onClose={onClose}>
      <div className="mt-2 grid gap-2 leading-relaxed text-muted">{children}</div>
      {failed && (
        <p role="alert" className="mt-4 rounded-xl bg-danger-soft p-3 text-sm text-danger">
          That did not work. Nothing has changed; try again.
        </p>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-2.5">
        <Button autoFocus onClick={onClose}>
          {cancel}
        </Button>
        <Button kind="danger" aria-disabled={busy} onClick={() => !busy && void confirm()}>
          {action}
        </Button>
      </div>
    </RoomDialog>
  );
}
