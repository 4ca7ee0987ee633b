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
    <div
      className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-0.5 text-[0.8rem] leading-6 tabular-nums"
      style={{ paddingLeft: 44 }}
    >
      <p className="flex min-w-34 items-center gap-1.5 font-semibold">
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
      {EMOTIONS.map((emotion, column) => {
        const value = index === null ? null : (lane.means[column]?.[index] ?? 0);
        return (
          <p
            key={emotion}
            title={EMOTION_STYLE[emotion].label}
            className={`flex items-center gap-1 ${column === label ? 'text-text' : 'text-muted'}`}
          >
            <span className="sr-only">{EMOTION_STYLE[emotion].label}</span>
            <EmotionIcon emotion={emotion} size={14} />
            <span className="w-9">{value === null ? '–' : `${Math.round(100 * value)} %`}</span>
          </p>
        );
      })}
      {tracked && index !== null && (
        <p className="ml-auto pr-2.5 text-muted">track {lane.trackIds[index]}</p>
      )}
    </div>
  );
}
