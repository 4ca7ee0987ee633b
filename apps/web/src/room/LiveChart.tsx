'use client';

import { EMOTIONS } from '@emostream/protocol';
import { useState } from 'react';
import { EmotionIcon } from '../components/EmotionIcon.tsx';
import { Segmented } from '../components/Segmented.tsx';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import { GUTTER_LEFT, GUTTER_RIGHT } from '../timeline/chart/plotGeometry.ts';
import { chosenMember } from './chosenMember.ts';
import { TRACE_MS } from './LiveTrace.ts';
import { useRoom } from './RoomContext.tsx';
import { TraceCanvas, type TraceKind } from './TraceCanvas.tsx';

const KINDS = [
  { value: 'share', label: 'Shares' },
  { value: 'lines', label: 'Lines' },
] as const;
const AGO_S = [90, 60, 30, 0] as const;

/** The last one and a half minutes of the chosen person's most prominent face. */
export function LiveChart() {
  const chosenId = useRoom((state) => chosenMember(state)?.participantId ?? null);
  const isOwn = useRoom((state) => state.ownId === chosenId);
  const name = useRoom((state) => chosenMember(state)?.name ?? '');
  const [kind, setKind] = useState<TraceKind>('share');
  if (chosenId === null) return null;
  return (
    <figure className="min-w-0 rounded-2xl border border-line bg-surface p-3 sm:p-4">
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-2 pl-1">
        <span className="mr-auto min-w-0 truncate">
          <span className="font-semibold">Last {TRACE_MS / 1000} seconds</span>
          <span className="text-muted">
            {' '}
            · {isOwn ? 'you' : name}
            <span className="max-sm:hidden">, most prominent face</span>
          </span>
        </span>
        <Segmented label="Chart" choices={KINDS} value={kind} onChange={setKind} />
      </figcaption>
      <div className="mt-2">
        <TraceCanvas participantId={chosenId} kind={kind} />
      </div>
      <div
        aria-hidden
        className="flex justify-between text-xs text-muted tabular-nums"
        style={{ marginLeft: GUTTER_LEFT, marginRight: GUTTER_RIGHT }}
      >
        {AGO_S.map((seconds) => (
          <span key={seconds}>{seconds === 0 ? 'now' : `${seconds} s ago`}</span>
        ))}
      </div>
      <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {EMOTIONS.map((emotion) => (
          <li key={emotion} className="flex items-center gap-1.5">
            <EmotionIcon emotion={emotion} size={15} />
            {EMOTION_STYLE[emotion].label}
          </li>
        ))}
      </ul>
    </figure>
  );
}
