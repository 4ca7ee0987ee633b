'use client';

import type { Problem, Role } from '@emostream/protocol';
import { ChartNoAxesColumn } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Button, buttonClass } from '../components/Button.tsx';

/** Why the stay in the room is over. */
export type Ending =
  | { readonly kind: 'left' | 'removed' | 'ended' | 'gone' | 'elsewhere' }
  | { readonly kind: 'refused'; readonly problem: Problem };

interface RoomEndProps {
  readonly ending: Ending;
  readonly code: string;
  readonly role: Role;
  readonly onRetry: () => void;
}

const WORDS: Readonly<Record<Exclude<Ending['kind'], 'refused'>, { title: string; text: string }>> =
  {
    left: {
      title: 'You have left the session',
      text: 'Your camera is off and your seat is free.',
    },
    removed: {
      title: 'The host has removed you',
      text: 'Your camera is off and nothing is sent any more.',
    },
    ended: {
      title: 'The session has ended',
      text: 'All cameras are off. This place in it cannot be taken again.',
    },
    gone: {
      title: 'This seat is gone',
      text: 'The session has ended, or you had left it before.',
    },
    elsewhere: {
      title: 'This seat is open in another window',
      text: 'A seat can be used in one window at a time. Here, nothing is sent any more.',
    },
  };

/** The calm screen after a stay. */
export function RoomEnd({ ending, code, role, onRetry }: RoomEndProps) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo({ top: 0 });
    headingRef.current?.focus({ preventScroll: true });
  }, []);
  const { title, text } =
    ending.kind === 'refused'
      ? { title: 'The server refused', text: ending.problem.message }
      : WORDS[ending.kind];
  const canRetry = ending.kind === 'elsewhere' || ending.kind === 'refused';
  return (
    <section className="mx-auto max-w-xl py-16 text-center sm:py-28">
      <h1
        ref={headingRef}
        tabIndex={-1}
        className="text-3xl font-bold tracking-tight text-balance outline-none sm:text-4xl"
      >
        {title}
      </h1>
      <p className="mt-3 text-lg text-muted text-balance">{text}</p>
      {role !== 'viewer' && !canRetry && (
        <p className="mt-2 text-muted text-balance">
          {role === 'host'
            ? 'If it was recorded, its timeline is yours to look at, export and delete.'
            : 'If it was recorded, you can look at your own rows, and delete them.'}
        </p>
      )}
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        {canRetry && (
          <Button kind="primary" onClick={onRetry}>
            {ending.kind === 'elsewhere' ? 'Use it here' : 'Try again'}
          </Button>
        )}
        {role !== 'viewer' && !canRetry && (
          <Link href={`/sessions/timeline/?code=${code}`} className={buttonClass('primary')}>
            <ChartNoAxesColumn size={18} aria-hidden /> Open the timeline
          </Link>
        )}
        {(ending.kind === 'left' || ending.kind === 'gone') && (
          <Link href={`/join/?code=${code}`} className={buttonClass('secondary')}>
            Join again
          </Link>
        )}
        <Link href="/" className={buttonClass('secondary')}>
          To the start
        </Link>
      </div>
    </section>
  );
}
