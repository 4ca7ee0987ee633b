'use client';

import type { Problem } from '@emostream/protocol';
import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { ConsentFacts } from '../join/ConsentFacts.tsx';
import { callApi } from '../transport/callApi.ts';
import { DialogProblem } from './DialogProblem.tsx';
import { useRoom, useRoomController } from './RoomContext.tsx';
import { RoomDialog } from './RoomDialog.tsx';
import { ROOM_PLACES } from './roomPlaces.ts';

/** Asks whoever wants to show their camera and has not agreed yet: a host, or somebody who withdrew. */
export function ConsentDialog({ onClose }: { readonly onClose: () => void }) {
  const controller = useRoomController();
  const recording = useRoom((state) => state.roster?.recording.state === 'on');
  const code = useRoom((state) => state.roster?.sessionCode ?? null);
  const [retentionDays, setRetentionDays] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (code === null) return;
    callApi(`/api/sessions/${code}/lobby`, 'lobbySchema').then(
      (lobby) => setRetentionDays(lobby.retentionDays),
      // The text is true without the number too.
      () => {},
    );
  }, [code]);
  const agree = async (close: () => void) => {
    setBusy(true);
    setProblem(null);
    const refused = await controller.agree();
    setBusy(false);
    setProblem(refused);
    if (refused) return;
    close();
    // The button that asked for it makes room for those of the camera.
    document.getElementById(ROOM_PLACES.controls)?.focus({ preventScroll: true });
  };
  return (
    <RoomDialog title="Before your camera is shown" wide onClose={onClose}>
      {(close) => (
        <>
          <p className="mt-1 mb-5 text-muted">Everybody in your picture should know this too.</p>
          <ConsentFacts recording={recording} retentionDays={retentionDays} />
          {problem && <DialogProblem problem={problem} />}
          <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3">
            <Button kind="primary" aria-disabled={busy} onClick={() => !busy && void agree(close)}>
              I agree
            </Button>
            <p className="text-sm text-muted">Your camera stays off until you start it.</p>
          </div>
        </>
      )}
    </RoomDialog>
  );
}
