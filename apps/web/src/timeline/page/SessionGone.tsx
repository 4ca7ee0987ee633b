'use client';

import type { Deletion } from '@emostream/protocol';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { Button, buttonClass } from '../../components/Button.tsx';
import { forgetKey } from '../../keys/keyring.ts';
import { useKeys } from '../../keys/useKeys.ts';
import { deadKeys } from '../../sessions/deadKeys.ts';
import { deletionWords } from '../manage/deletionWords.ts';
import { useTimelineParts } from './TimelineContext.ts';

/** What was deleted on this page just now: all of one person, by that person, or the session. */
export type DeletedHere =
  | { readonly what: 'own'; readonly deletion: Deletion }
  | { readonly what: 'session' };

interface SessionGoneProps {
  /** Null where the session was not there to begin with, or was deleted elsewhere. */
  readonly deleted: DeletedHere | null;
}

/** The end of a session's page: there is nothing, and no trying again, but a way on. */
export function SessionGone({ deleted }: SessionGoneProps) {
  const { api } = useTimelineParts();
  const router = useRouter();
  const headRef = useRef<HTMLHeadingElement>(null);
  const kept = useKeys().filter(({ code }) => code === api.code);
  const dead = deadKeys(kept, api.bearer);
  // What had the focus is gone, too.
  useEffect(() => headRef.current?.focus(), []);

  function forget(): void {
    for (const { key } of dead) forgetKey(key);
    router.push('/sessions/');
  }

  return (
    <section className="mx-auto max-w-xl py-10">
      <h1
        ref={headRef}
        tabIndex={-1}
        className="text-2xl font-bold tracking-tight text-pretty outline-none sm:text-3xl"
      >
        {headOf(deleted)}
      </h1>
      <p className="mt-2 leading-relaxed text-muted text-pretty">
        {deleted?.what === 'own' && `${deletionWords(deleted.deletion)}. `}
        {deleted ? (
          'This browser has forgotten the key, which opens nothing any more.'
        ) : (
          <>
            Session <span className="font-mono tracking-wider text-text">{api.code}</span> was
            deleted, or what this browser’s key opened in it was, or it never was. Sessions are also
            deleted by themselves, some time after their end.
          </>
        )}
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Link href="/sessions/" className={buttonClass('primary')}>
          Sessions
        </Link>
        {!deleted && dead.length > 0 && <Button onClick={forget}>Forget this key</Button>}
      </div>
    </section>
  );
}

function headOf(deleted: DeletedHere | null): string {
  if (!deleted) return 'There is no such session';
  return deleted.what === 'own' ? 'Everything of yours is deleted' : 'The session is deleted';
}
