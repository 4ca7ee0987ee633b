'use client';

import { EMOTIONS, type Face } from '@emostream/protocol';
import { useEffect, useState } from 'react';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import { useLiveStore } from '../stores/liveStore.ts';

const SPEAK_INTERVAL_MS = 5000;

/** What the overlay shows, in words for screen readers, every few seconds and only when it changed. */
export function SpokenSummary() {
  const [summary, setSummary] = useState('');
  useEffect(() => {
    const timer = setInterval(
      () => setSummary(summaryOf(useLiveStore.getState().faces)),
      SPEAK_INTERVAL_MS,
    );
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-live="polite" className="sr-only">
      {summary}
    </p>
  );
}

function summaryOf(faces: readonly Face[]): string {
  if (faces.length === 0) return 'No face in the picture.';
  return [...faces]
    .sort((a, b) => a.trackId - b.trackId)
    .map((face, index) => `Face ${index + 1}: ${wordsFor(face)}.`)
    .join(' ');
}

function wordsFor({ emotion, uncertain, smoothed }: Face): string {
  if (uncertain) return 'uncertain';
  // In tenths: a number that changes all the time says less when it is spoken.
  const tenths = Math.round(10 * (smoothed[EMOTIONS.indexOf(emotion)] ?? 0));
  return `${EMOTION_STYLE[emotion].label}, about ${tenths * 10} percent`;
}
