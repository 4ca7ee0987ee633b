'use client';

import { EMOTIONS, type ParticipantSummary } from '@emostream/protocol';
import { EmotionIcon } from '../../components/EmotionIcon.tsx';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';
import { counted, lengthWords } from '../../sessions/sessionWords.ts';
import { elapsedWords } from '../data/elapsedWords.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { percentWords, ShareBars } from './ShareBars.tsx';

interface SummaryCardProps {
  readonly summary: ParticipantSummary;
}

/** Lower peaks are noise: no jump to them is offered. */
const LOWEST_PEAK = 0.3;

/** What a range of one participant comes to. */
export function SummaryCard({ summary }: SummaryCardProps) {
  const { name, frames, faces, uncertainFaces, labelledMs, shares, changes } = summary;
  const perMinute = labelledMs > 0 ? (60_000 * changes) / labelledMs : 0;
  return (
    <section
      aria-label={`Summary of ${name}`}
      className="flex flex-col rounded-2xl border border-line bg-surface p-5"
    >
      <h3 className="text-lg font-semibold tracking-tight wrap-anywhere">{name}</h3>
      {faces === 0 ? (
        <p className="mt-2 text-muted">
          {frames === 0 ? 'No frames in this time.' : 'No face in this time.'}
        </p>
      ) : (
        <>
          <p className="mt-0.5 mb-4 text-sm text-muted tabular-nums">
            {lengthWords(labelledMs)} with a certain label · {counted(frames, 'row')}
          </p>
          <ShareBars shares={shares} />
          <dl className="mt-4 grid grid-cols-2 gap-3 border-t border-line pt-4 text-sm">
            <Figure
              name="Changes of label"
              value={changes.toLocaleString('en')}
              detail={`${perMinute.toFixed(1)} a minute`}
            />
            <Figure
              name="Uncertain"
              value={percentWords(uncertainFaces / faces)}
              detail={`of ${counted(faces, 'estimate')}`}
            />
          </dl>
          <Peaks summary={summary} />
        </>
      )}
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly detail: string;
}

function Figure({ name, value, detail }: FigureProps) {
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">
        <span className="text-lg font-semibold">{value}</span>{' '}
        <span className="text-muted">{detail}</span>
      </dd>
    </div>
  );
}

function Peaks({ summary: { name, peaks } }: SummaryCardProps) {
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const seek = useTimeline((store) => store.seek);
  const high = EMOTIONS.flatMap((emotion, index) => {
    const peak = peaks[index];
    return peak && peak.probability >= LOWEST_PEAK ? [{ emotion, ...peak }] : [];
  });
  if (high.length === 0) return null;
  return (
    <div className="mt-4 border-t border-line pt-4">
      <h4 className="text-sm text-muted">Strongest moments</h4>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {high.map(({ emotion, atMs, probability }) => (
          <li key={emotion}>
            <button
              type="button"
              aria-label={`Go to ${elapsedWords(atMs - originMs)}, the strongest ${EMOTION_STYLE[emotion].label} of ${name}, ${percentWords(probability)}`}
              title={EMOTION_STYLE[emotion].label}
              onClick={() => seek(atMs, true)}
              className="flex min-h-9 items-center gap-1.5 rounded-lg border border-line px-2 text-sm tabular-nums hover:bg-raised"
            >
              <EmotionIcon emotion={emotion} size={16} />
              {elapsedWords(atMs - originMs)}
              <span className="text-muted">{percentWords(probability)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
