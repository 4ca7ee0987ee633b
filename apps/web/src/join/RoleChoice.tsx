'use client';

import type { Join, Lobby } from '@emostream/protocol';
import { Camera, Eye } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';

interface RoleChoiceProps {
  /** Null where the session is full. */
  readonly role: Join['role'] | null;
  readonly room: Lobby['room'];
  readonly onRole: (role: Join['role']) => void;
  /** Asks anew whether there is room. */
  readonly onRetry: () => Promise<void>;
}

const ROLES = [
  {
    role: 'participant',
    icon: Camera,
    title: 'Take part',
    text: 'You show your camera, and see the others.',
    full: 'All places for participants are taken.',
  },
  {
    role: 'viewer',
    icon: Eye,
    title: 'Watch',
    text: 'You see the others. Your camera is not used.',
    full: 'All places for viewers are taken.',
  },
] as const;

/** With one's own camera, or watching; what is full says so. */
export function RoleChoice({ role, room, onRole, onRetry }: RoleChoiceProps) {
  const name = useId();
  const fieldsetRef = useRef<HTMLFieldSetElement>(null);
  const retry = async () => {
    await onRetry();
    // Where there is room now the button is gone, once the page shows it.
    requestAnimationFrame(() =>
      fieldsetRef.current?.querySelector<HTMLElement>('input:checked')?.focus(),
    );
  };
  return (
    <fieldset ref={fieldsetRef}>
      <legend className="font-semibold">How do you want to be there?</legend>
      <div className="mt-2 grid gap-2.5 sm:grid-cols-2">
        {ROLES.map(({ role: one, icon: Icon, title, text, full }) => (
          <label
            key={one}
            className="grid grid-cols-[auto_1fr_auto] items-start gap-x-3 rounded-2xl border border-line bg-surface p-4 not-has-disabled:cursor-pointer not-has-disabled:hover:bg-raised has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <Icon size={20} aria-hidden className="mt-0.5 text-accent" />
            <span>
              <span className="font-medium">{title}</span>
              <span className="mt-0.5 block text-sm leading-snug text-muted">
                {room[one] ? text : full}
              </span>
            </span>
            <input
              type="radio"
              name={name}
              value={one}
              disabled={!room[one]}
              checked={role === one}
              onChange={() => onRole(one)}
              className="mt-1 size-4 accent-(--accent) outline-none"
            />
          </label>
        ))}
      </div>
      {role === null && <SessionIsFull onRetry={retry} />}
    </fieldset>
  );
}

function SessionIsFull({ onRetry }: Pick<RoleChoiceProps, 'onRetry'>) {
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    await onRetry();
    setBusy(false);
  };
  return (
    <div className="mt-3 grid justify-items-start gap-3">
      <p role="alert" className="w-full rounded-xl bg-danger-soft p-3 text-sm">
        The session is full. Try again when somebody has left.
      </p>
      <Button aria-disabled={busy} onClick={() => !busy && void retry()}>
        {busy ? 'Asking …' : 'Try again'}
      </Button>
    </div>
  );
}
