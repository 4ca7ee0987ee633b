'use client';

import { UserRoundPlus } from 'lucide-react';
import { ConnectionNotice } from '../live/ConnectionNotice.tsx';
import { tileMembers } from './chosenMember.ts';
import { InvitePanel } from './InvitePanel.tsx';
import { useRoom } from './RoomContext.tsx';
import { TileGrid } from './TileGrid.tsx';
import { useOwnMember } from './useOwnMember.ts';

interface RoomStageProps {
  readonly code: string;
  readonly mirrored: boolean;
}

/** Where the videos are, or what to do while there are none. */
export function RoomStage({ code, mirrored }: RoomStageProps) {
  const connection = useRoom((state) => state.connection);
  const hasRoster = useRoom((state) => state.roster !== null);
  const empty = useRoom((state) => tileMembers(state).length === 0);
  const isHost = useOwnMember()?.role === 'host';
  return (
    <div className="relative min-w-0">
      {hasRoster && !empty && <TileGrid mirrored={mirrored} />}
      {(!hasRoster || empty) && (
        <div className="grid min-h-80 place-items-center rounded-3xl border border-line bg-surface p-6 sm:min-h-104">
          {hasRoster && isHost && (
            <div className="w-full max-w-lg">
              <h2 className="text-xl font-semibold">Invite the first people</h2>
              <p className="mt-1 mb-6 text-muted">
                They come in by the link or the code. Their videos appear here.
              </p>
              <InvitePanel code={code} />
            </div>
          )}
          {hasRoster && !isHost && (
            <div className="grid justify-items-center gap-3 text-center text-muted">
              <UserRoundPlus size={30} aria-hidden />
              <p className="font-medium">Nobody shows their camera yet</p>
            </div>
          )}
        </div>
      )}
      <div
        aria-live="polite"
        className="absolute inset-x-3 top-3 mx-auto w-fit max-w-md not-empty:shadow-xl"
      >
        {connection.state !== 'failed' && (
          <ConnectionNotice connection={connection} onRetry={() => {}} />
        )}
      </div>
    </div>
  );
}
