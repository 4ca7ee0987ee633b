'use client';

import type { Member } from '@emostream/protocol';
import { Camera, CameraOff, Eye, UserX } from 'lucide-react';
import { useState } from 'react';
import { AskFirst } from './AskFirst.tsx';
import { useRoom, useRoomController } from './RoomContext.tsx';
import { ROOM_PLACES } from './roomPlaces.ts';
import { tileState } from './tileState.ts';
import { useOwnMember } from './useOwnMember.ts';

const STATES = {
  playing: 'camera on',
  away: 'connection lost',
  muted: 'switched off by host',
  no_consent: 'not agreed yet',
  off: 'camera off',
} as const;

/** Who is here, who watches, and what the host may do about it. */
export function PeoplePanel() {
  const members = useRoom((state) => state.roster?.members);
  if (!members) return null;
  const viewers = members.filter(({ role }) => role === 'viewer');
  const others = members.filter(({ role }) => role !== 'viewer');
  return (
    <section
      aria-labelledby={ROOM_PLACES.people}
      className="max-h-104 overflow-y-auto rounded-2xl border border-line bg-surface p-4"
    >
      <h2 id={ROOM_PLACES.people} tabIndex={-1} className="font-semibold">
        People <span className="font-normal text-muted tabular-nums">{others.length}</span>
      </h2>
      <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-0.5">
        {others.map((member) => (
          <Person key={member.participantId} member={member} />
        ))}
      </ul>
      {viewers.length > 0 && (
        <>
          <h3 className="mt-4 flex items-center gap-2 text-sm font-semibold">
            <Eye size={16} aria-hidden className="text-muted" /> Watching
            <span className="font-normal text-muted tabular-nums">{viewers.length}</span>
          </h3>
          <ul aria-label="Viewers" className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-0.5">
            {viewers.map((member) => (
              <Person key={member.participantId} member={member} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Person({ member }: { readonly member: Member }) {
  const controller = useRoomController();
  const ownId = useRoom((state) => state.ownId);
  const playing = useRoom((state) =>
    member.participantId === state.ownId
      ? state.video.state === 'running'
      : state.playing.has(member.participantId),
  );
  const rules = useOwnMember()?.role === 'host';
  const [removing, setRemoving] = useState(false);
  const { participantId, name, role, muted, connected } = member;
  const isOwn = participantId === ownId;
  const state = role === 'viewer' ? (connected ? null : 'away') : tileState(member, playing);
  // A host who only leads has nothing to agree to.
  const told = role === 'host' && state === 'no_consent' ? null : state;
  const what = [role === 'host' ? 'host' : null, told && STATES[told]].filter(Boolean).join(' · ');
  return (
    <li className={`flex items-center gap-2 ${rules ? 'min-h-10' : 'min-h-8'}`}>
      <p className={`mr-auto min-w-0 truncate text-[0.95rem] ${connected ? '' : 'text-muted'}`}>
        {name}
        {isOwn && <span className="text-muted"> (you)</span>}
      </p>
      {what && <p className="shrink-0 text-xs text-muted">{what}</p>}
      {rules && role === 'participant' && (
        <HostButton
          label={muted ? `Allow ${name}’s camera again` : `Switch ${name}’s camera off`}
          onClick={() => void controller.command({ command: 'mute', participantId, muted: !muted })}
        >
          {muted ? <CameraOff size={17} aria-hidden /> : <Camera size={17} aria-hidden />}
        </HostButton>
      )}
      {rules && role !== 'host' && (
        <HostButton label={`Remove ${name}`} onClick={() => setRemoving(true)}>
          <UserX size={17} aria-hidden />
        </HostButton>
      )}
      {removing && (
        <AskFirst
          title={`Remove ${name}?`}
          action="Remove"
          cancel="Keep"
          onConfirm={() => controller.command({ command: 'remove', participantId })}
          onClose={() => setRemoving(false)}
          focusWhenDone={ROOM_PLACES.people}
        >
          <p>They lose their seat at once. What was recorded of them stays.</p>
        </AskFirst>
      )}
    </li>
  );
}

interface HostButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function HostButton({ label, onClick, children }: HostButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-10 shrink-0 place-items-center rounded-xl text-muted hover:bg-raised hover:text-text"
    >
      {children}
    </button>
  );
}
