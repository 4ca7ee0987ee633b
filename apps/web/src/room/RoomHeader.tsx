'use client';

import { Eye, QrCode } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { spacedCode } from '../join/spacedCode.ts';
import { InvitePanel } from './InvitePanel.tsx';
import { RecordingSign } from './RecordingSign.tsx';
import { useRoom } from './RoomContext.tsx';
import { RoomDialog } from './RoomDialog.tsx';

/** What session this is, whether it is recorded, who watches, and how others come in. It stays in sight. */
export function RoomHeader({ code }: { readonly code: string }) {
  const [inviting, setInviting] = useState(false);
  const title = useRoom((state) => state.roster?.title ?? '');
  const watching = useRoom(
    (state) =>
      state.roster?.members.filter(({ role, connected }) => role === 'viewer' && connected)
        .length ?? 0,
  );
  return (
    <header className="sticky top-0 z-10 -mx-2 flex flex-wrap items-center gap-x-4 gap-y-2 bg-page/90 px-2 py-2.5 backdrop-blur">
      <h1 className="mr-auto min-w-0 flex-1 truncate text-xl font-bold tracking-tight sm:text-2xl">
        {title || 'Session'}
      </h1>
      <Button className="sm:order-last" onClick={() => setInviting(true)}>
        <QrCode size={18} aria-hidden />
        Invite
        <span className="font-mono tracking-wider text-muted max-sm:hidden" translate="no">
          {spacedCode(code)}
        </span>
      </Button>
      <span aria-hidden className="w-full sm:hidden" />
      <RecordingSign />
      {watching > 0 && (
        <span className="inline-flex items-center gap-1.5 text-sm text-muted tabular-nums">
          <Eye size={16} aria-hidden /> {watching} watching
        </span>
      )}
      {inviting && (
        <RoomDialog title="Invite people" onClose={() => setInviting(false)}>
          {() => (
            <>
              <p className="mt-1 mb-5 text-muted">
                They see what happens to their picture before anything starts.
              </p>
              <InvitePanel code={code} />
            </>
          )}
        </RoomDialog>
      )}
    </header>
  );
}
