'use client';

import { EMOTIONS } from '@emostream/protocol';
import { EmotionIcon } from '../../components/EmotionIcon.tsx';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';
import { bucketAt, type Lane } from '../data/Lane.ts';
import { useTimeline } from '../page/TimelineContext.ts';

interface LaneReadoutProps {
  readonly lane: Lane;
  /** What is there when the lane has no face. */
  readonly emptyAt: (atMs: number) => string;
  /** Several faces of one person's video are told apart by their tracks. */
  readonly tracked: boolean;
}

/** The values of one lane under the crosshair, or at the playhead when the pointer is elsewhere. */
export function LaneReadout({ lane, emptyAt, tracked }: LaneReadoutProps) {
  const atMs = useTimeline((store) => store.hoverMs ?? store.positionMs);
  const index = bucketAt(lane, atMs);
  const label = index === null ? null : (lane.labels[index] ?? 0);
  const uncertain = index !== null && (lane.uncertain[index] ?? 0) >= 0.5;
  const shown = label === null ? null : (EMOTIONS[label] ?? null);
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-0.5 pr-2.5 pl-11 text-[0.8rem] leading-6 tabular-nums max-sm:pl-3">
      <p className="flex min-w-34 items-center gap-1.5 font-semibold max-sm:flex-1">
        {shown ? (
          <>
            <EmotionIcon emotion={shown} size={16} />
            {EMOTION_STYLE[shown].label}
            {uncertain && <span className="font-normal text-muted">(uncertain)</span>}
          </>
        ) : (
          <span className="font-normal text-muted">{emptyAt(atMs)}</span>
        )}
      </p>
      <dl className="flex gap-x-3 max-sm:order-last max-sm:basis-full max-sm:justify-between max-sm:gap-x-0">
        {EMOTIONS.map((emotion, column) => {
          const value = index === null ? null : (lane.means[column]?.[index] ?? 0);
          return (
            <div
              key={emotion}
              title={EMOTION_STYLE[emotion].label}
              className={`flex items-center gap-1 max-sm:gap-0.5 ${column === label ? 'font-medium text-text' : 'text-muted'}`}
            >
              <dt>
                <span className="sr-only">{EMOTION_STYLE[emotion].label}</span>
                <EmotionIcon emotion={emotion} size={14} />
              </dt>
              <dd className="w-9 max-sm:w-auto max-sm:min-w-4">
                {value === null ? '–' : Math.round(100 * value)}
                {value !== null && <span className="max-sm:sr-only"> %</span>}
              </dd>
            </div>
          );
        })}
      </dl>
      {tracked && index !== null && (
        <p className="ml-auto text-muted">track {lane.trackIds[index]}</p>
      )}
    </div>
  );
}
