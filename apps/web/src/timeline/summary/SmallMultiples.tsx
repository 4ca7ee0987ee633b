'use client';

import { EMOTIONS, type Timeline } from '@emostream/protocol';
import { useMemo } from 'react';
import { EmotionIcon } from '../../components/EmotionIcon.tsx';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';
import { packLanes } from '../data/Lane.ts';
import { sparkline } from '../data/sparkline.ts';
import type { TimeRange } from '../data/TimeRange.ts';

interface SmallMultiplesProps {
  readonly timeline: Timeline;
  readonly range: TimeRange;
}

/** A small chart for each emotion, the participants below each other, all on one scale. */
export function SmallMultiples({ timeline, range }: SmallMultiplesProps) {
  const people = useMemo(() => {
    const { fromMs, bucketMs, participants } = timeline;
    return participants.map(({ participantId, name, tracks }) => {
      const lanes = packLanes(tracks, fromMs, bucketMs);
      const paths = EMOTIONS.map((_, emotion) => sparkline(lanes, emotion, range));
      return { participantId, name, paths };
    });
  }, [timeline, range]);
  return (
    <ul
      aria-label="Each emotion over time, by participant"
      className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-4"
    >
      {EMOTIONS.map((emotion, index) => {
        const { label, pageColor } = EMOTION_STYLE[emotion];
        return (
          <li key={emotion} className="rounded-2xl border border-line bg-surface p-4">
            <h4 className="flex items-center gap-2 text-sm font-semibold">
              <EmotionIcon emotion={emotion} />
              {label}
            </h4>
            <ul className="mt-2 grid gap-2">
              {people.map(({ participantId, name, paths }) => (
                <li key={participantId}>
                  <p className="truncate text-xs text-muted">{name}</p>
                  <svg
                    viewBox="0 0 100 20"
                    preserveAspectRatio="none"
                    role="img"
                    aria-label={`${label} of ${name} over time`}
                    className="mt-0.5 h-9 w-full border-b border-line"
                  >
                    <path d={paths[index]} style={{ fill: pageColor }} />
                  </svg>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
