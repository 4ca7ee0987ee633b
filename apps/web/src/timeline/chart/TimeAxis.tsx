'use client';

import { elapsedWords } from '../data/elapsedWords.ts';
import { timeTicks } from '../data/timeTicks.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { GUTTER_LEFT, GUTTER_RIGHT, plotWidth, shareAt } from './plotGeometry.ts';

interface TimeAxisProps {
  /** Width of the charts in CSS pixels. */
  readonly width: number;
}

const TICK_ROOM_PX = 84;
/** Half of what the longest label takes; closer to the edge than that it would be cut off. */
const LABEL_HALF_PX = 26;

/** The time that all charts share, counted from the start of the recording. */
export function TimeAxis({ width }: TimeAxisProps) {
  const range = useTimeline((store) => store.range);
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const plotted = plotWidth(width);
  const ticks = timeTicks(range, originMs, Math.floor(plotted / TICK_ROOM_PX));
  return (
    <div aria-hidden className="relative h-7 text-xs text-muted tabular-nums">
      <div className="absolute inset-y-0" style={{ left: GUTTER_LEFT, right: GUTTER_RIGHT }}>
        {ticks.map(({ atMs, label }) => (
          <span
            key={atMs}
            className="absolute bottom-0 flex -translate-x-1/2 flex-col items-center gap-0.5 after:h-1.5 after:w-px after:bg-line"
            style={{ left: `${100 * shareAt(range, atMs)}%` }}
          >
            {(1 - shareAt(range, atMs)) * plotted >= LABEL_HALF_PX - GUTTER_RIGHT && label}
          </span>
        ))}
        <HoveredTime />
      </div>
    </div>
  );
}

function HoveredTime() {
  const range = useTimeline((store) => store.range);
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const hoverMs = useTimeline((store) => store.hoverMs);
  const positionMs = useTimeline((store) => store.positionMs);
  const atMs = hoverMs ?? positionMs;
  const share = shareAt(range, atMs);
  if (share < 0 || share > 1) return null;
  const exact = range.toMs - range.fromMs < 120_000 ? 100 : 1000;
  return (
    <span
      className={`absolute bottom-1 -translate-x-1/2 rounded-md px-1.5 py-0.5 font-semibold ${hoverMs === null ? 'bg-accent text-on-accent' : 'bg-text text-page'}`}
      style={{ left: `${100 * share}%` }}
    >
      {elapsedWords(atMs - originMs, exact)}
    </span>
  );
}
