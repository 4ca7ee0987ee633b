'use client';

import type { SessionOverview } from '@emostream/protocol';
import { Plus, Search } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { Button, buttonClass } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { restoreFocus } from '../components/restoreFocus.ts';
import { KeyManager } from '../keys/KeyManager.tsx';
import { DeleteSessionDialog } from './DeleteSessionDialog.tsx';
import { NoSessions } from './NoSessions.tsx';
import { SessionCard } from './SessionCard.tsx';
import { counted } from './sessionWords.ts';
import { useSessions } from './useSessions.ts';

/** Every session that this browser has a key to. */
export function SessionsPage() {
  const [search, setSearch] = useState('');
  const [deleting, setDeleting] = useState<SessionOverview | null>(null);
  const [deleted, setDeleted] = useState('');
  const { sessions, problem, admin, reload } = useSessions(search.trim());
  const headRef = useRef<HTMLHeadingElement>(null);
  const searched = search.trim() !== '';
  const none = sessions?.length === 0;
  // The button that deleted a session goes with its card.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every loading may take it away
  useEffect(() => {
    if (deleted !== '') restoreFocus(headRef.current);
  }, [deleted, sessions]);

  return (
    <div className="py-4 sm:py-8">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div>
          <h1 ref={headRef} tabIndex={-1} className="text-3xl font-bold tracking-tight sm:text-4xl">
            Sessions
          </h1>
          <p className="mt-2 max-w-prose text-lg text-muted text-pretty">
            What was recorded, as numbers: look at it, replay it, mark it, take it with you, delete
            it.
          </p>
        </div>
        {(searched || !none) && (
          <div className="flex w-full flex-wrap gap-2 sm:w-auto">
            <label className="relative min-w-0 flex-[1_1_12rem] sm:w-72">
              <span className="sr-only">Search titles and codes</span>
              <Search
                size={18}
                aria-hidden
                className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-muted"
              />
              <input
                type="search"
                value={search}
                onChange={(event) => setSearch(event.target.value)}
                placeholder="Search titles and codes"
                className="min-h-11 w-full rounded-xl border border-line bg-surface pr-3 pl-10.5 placeholder:text-muted"
              />
            </label>
            <Link href="/new/" className={buttonClass('primary')}>
              <Plus size={18} aria-hidden /> New
              <span className="sr-only"> session</span>
            </Link>
          </div>
        )}
      </div>

      <p role="status" className="sr-only">
        {deleted}
        {searched && sessions && `${counted(sessions.length, 'session')} found.`}
      </p>
      <div className="mt-6 grid gap-3 sm:mt-8">
        {problem && (
          <Notice tone="danger" title="The sessions could not be loaded">
            <p>{problem.message}</p>
            <Button className="mt-3" onClick={reload}>
              Try again
            </Button>
          </Notice>
        )}
        {!sessions && !problem && <SessionsLoading />}
        {none && <NoSessions searched={searched} onClear={() => setSearch('')} />}
        {sessions && sessions.length > 0 && (
          <ul aria-label="Sessions" className="grid gap-3">
            {sessions.map((session) => (
              <li key={session.sessionCode}>
                <SessionCard session={session} onDelete={() => setDeleting(session)} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="mt-8">
        <KeyManager admin={admin} open={none && !searched} onChange={reload} />
      </div>
      {deleting && (
        <DeleteSessionDialog
          session={deleting}
          onDeleted={() => {
            setDeleted(`“${deleting.title}” is deleted. `);
            reload();
          }}
          onClose={() => setDeleting(null)}
        />
      )}
    </div>
  );
}

function SessionsLoading() {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">Loading the sessions</span>
      {[1, 2, 3].map((row) => (
        <div
          key={row}
          className="h-32 rounded-2xl border border-line bg-surface motion-safe:animate-pulse"
        />
      ))}
    </div>
  );
}
