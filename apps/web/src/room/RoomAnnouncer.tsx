'use client';

import { useEffect, useState } from 'react';
import { summaryOf } from '../live/summaryOf.ts';
import { useRoomController } from './RoomContext.tsx';
import { rosterNews } from './rosterNews.ts';

const SPEAK_INTERVAL_MS = 6000;

/** For screen readers: who comes and goes, recording, and now and then the chosen person's estimates. */
export function RoomAnnouncer() {
  const { store } = useRoomController();
  const [news, setNews] = useState('');
  const [summary, setSummary] = useState('');

  useEffect(
    () =>
      store.subscribe(({ roster, ownId }, before) => {
        if (!roster || !before.roster || roster === before.roster || ownId === null) return;
        const sentences = rosterNews(before.roster, roster, ownId);
        if (sentences.length > 0) setNews(sentences.join(' '));
      }),
    [store],
  );

  useEffect(() => {
    const timer = setInterval(() => {
      const { connection, faces } = store.getState();
      setSummary(connection.state === 'live' && faces.length > 0 ? summaryOf(faces) : '');
    }, SPEAK_INTERVAL_MS);
    return () => clearInterval(timer);
  }, [store]);

  return (
    <>
      <p aria-live="polite" data-testid="news" className="sr-only">
        {news}
      </p>
      <p aria-live="polite" className="sr-only">
        {summary}
      </p>
    </>
  );
}
