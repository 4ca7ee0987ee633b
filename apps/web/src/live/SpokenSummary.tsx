'use client';

import { useEffect, useState } from 'react';
import { useLiveStore } from '../stores/liveStore.ts';
import { summaryOf } from './summaryOf.ts';

const SPEAK_INTERVAL_MS = 5000;

/** What the overlay shows, in words for screen readers, every few seconds and only when it changed. */
export function SpokenSummary() {
  const [summary, setSummary] = useState('');
  useEffect(() => {
    const timer = setInterval(() => {
      const { connection, stats, faces } = useLiveStore.getState();
      // Without results there is nothing to say of the picture; the notice over it tells why.
      const known = connection.state === 'live' && stats.latencyMs !== null;
      setSummary(known ? summaryOf(faces) : '');
    }, SPEAK_INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-live="polite" className="sr-only">
      {summary}
    </p>
  );
}
