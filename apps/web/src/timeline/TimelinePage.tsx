'use client';

import { SESSION_CODE } from '@emostream/protocol';
import { useRouter, useSearchParams } from 'next/navigation';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { AddKeyForm } from '../keys/AddKeyForm.tsx';
import { bearerOf } from '../keys/bearerOf.ts';
import { createTimelineStore } from '../stores/timelineStore.ts';
import { SessionApi } from './data/SessionApi.ts';
import { SessionTimeline } from './page/SessionTimeline.tsx';
import { TimelineContext } from './page/TimelineContext.ts';

/** The page of one session, which the address names: `?code=CODE`. */
export function TimelinePage() {
  return (
    <Suspense>
      <TimelineOfAddress />
    </Suspense>
  );
}

function TimelineOfAddress() {
  const code = (useSearchParams().get('code') ?? '').toUpperCase();
  const router = useRouter();
  const known = SESSION_CODE.test(code);
  // Read after mounting, as there is no storage where the page is made.
  const [bearer, setBearer] = useState<string | null | undefined>(undefined);
  useEffect(() => setBearer(known ? bearerOf(code) : null), [code, known]);
  useEffect(() => {
    if (!known) router.replace('/sessions/');
  }, [known, router]);

  if (!known || bearer === undefined) return null;
  if (bearer === null) {
    return (
      <section className="mx-auto max-w-xl py-10">
        <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">
          Session <span className="font-mono tracking-wider">{code}</span>
        </h1>
        <p className="mt-2 mb-6 leading-relaxed text-muted text-pretty">
          This browser has no key to it. Recorded data belongs to the session’s host; participants
          reach their own rows and markers with the key in their browser.
        </p>
        <AddKeyForm onAdded={() => setBearer(bearerOf(code))} />
      </section>
    );
  }
  return <OpenedSession key={`${code} ${bearer}`} code={code} bearer={bearer} />;
}

function OpenedSession({ code, bearer }: { readonly code: string; readonly bearer: string }) {
  const parts = useMemo(() => {
    const api = new SessionApi(code, bearer);
    return { api, useStore: createTimelineStore(api) };
  }, [code, bearer]);
  return (
    <TimelineContext value={parts}>
      <SessionTimeline />
    </TimelineContext>
  );
}
