'use client';

import { ChartNoAxesColumn } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { Button, buttonClass } from '../components/Button.tsx';
import type { KnownSeat } from '../join/seats.ts';
import { isOpen, opensData } from './afterwards.ts';
import { canRetry, type Ending } from './endingOf.ts';

interface RoomEndProps {
  readonly ending: Ending;
  readonly code: string;
  readonly seat: KnownSeat;
  /** Whether this page saw something being kept that the seat opens. */
  readonly recorded: boolean;
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
    deleted: {
      title: 'Your seat has been deleted',
      text: 'What was recorded of it is gone with it. Your camera is off and nothing is sent any more.',
    },
    ended: {
      title: 'The session has ended',
      text: 'All cameras are off. This place in it cannot be taken again.',
    },
    gone: {
      title: 'This seat is gone',
      text: 'The session has ended, or the seat was left or taken away before.',
    },
    elsewhere: {
      title: 'This seat is open in another window',
      text: 'A seat can be used in one window at a time. Here, nothing is sent any more.',
    },
  };

/** The calm screen after a stay. */
export function RoomEnd({ ending, code, seat, recorded, onRetry }: RoomEndProps) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo({ top: 0 });
    headingRef.current?.focus({ preventScroll: true });
  }, []);
  const { timeline, joinAgain } = useOffers(ending, code, seat, recorded);
  const { title, text } =
    ending.kind === 'refused'
      ? { title: 'The server refused', text: ending.problem.message }
      : WORDS[ending.kind];
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
      {timeline && (
        <p className="mt-2 text-muted text-balance">
          {seat.role === 'host'
            ? 'Its timeline is yours to look at, export and delete.'
            : 'You can look at what was recorded of you, and delete it.'}
        </p>
      )}
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        {canRetry(ending) && (
          <Button kind="primary" onClick={onRetry}>
            {ending.kind === 'elsewhere' ? 'Use it here' : 'Try again'}
          </Button>
        )}
        {timeline && (
          <Link href={`/sessions/timeline/?code=${code}`} className={buttonClass('primary')}>
            <ChartNoAxesColumn size={18} aria-hidden /> Open the timeline
          </Link>
        )}
        {joinAgain && (
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

/** Which ways on there are. The server is asked for what this page has not seen itself. */
function useOffers({ kind }: Ending, code: string, seat: KnownSeat, recorded: boolean) {
  const [data, setData] = useState(false);
  const [open, setOpen] = useState(false);
  const mayOpenData = seat.role !== 'viewer' && ['left', 'removed', 'ended', 'gone'].includes(kind);
  useEffect(() => {
    if (mayOpenData && !recorded) void opensData(code, seat.key).then(setData);
  }, [mayOpenData, recorded, code, seat.key]);
  useEffect(() => {
    if (kind === 'gone') void isOpen(code).then(setOpen);
  }, [kind, code]);
  return {
    timeline: mayOpenData && (recorded || data),
    joinAgain: kind === 'left' || kind === 'deleted' || (kind === 'gone' && open),
  };
}
