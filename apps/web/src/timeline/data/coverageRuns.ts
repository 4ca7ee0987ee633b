import type { ParticipantTimeline } from '@emostream/protocol';
import { gapLength } from './gapLength.ts';
import type { TimeRange } from './TimeRange.ts';

/** Where nothing is to be seen, and why. */
export interface CoverageRuns {
  /** Nothing was analyzed. */
  readonly noFrames: readonly TimeRange[];
  /** Frames were analyzed, and none had a face. */
  readonly noFace: readonly TimeRange[];
}

/**
 * Less than a gap at either end of what was asked for says nothing: the next frame lies beyond it.
 *
 * @param fromMs what the coverage's times count from
 * @param within what was asked for
 */
export function coverageRuns(
  { timesMs, frames, empty }: ParticipantTimeline['coverage'],
  fromMs: number,
  bucketMs: number,
  within: TimeRange,
): CoverageRuns {
  const gapMs = gapLength(bucketMs);
  const noFrames: TimeRange[] = [];
  const noFace: TimeRange[] = [];
  const first = timesMs[0];
  const startsCovered = first !== undefined && fromMs + first - within.fromMs <= gapMs;
  let coveredToMs = startsCovered ? fromMs + first : within.fromMs;
  for (const [index, timeMs] of timesMs.entries()) {
    const startMs = fromMs + timeMs;
    if (startMs > coveredToMs) addWithin(noFrames, { fromMs: coveredToMs, toMs: startMs }, within);
    const next = timesMs[index + 1];
    const goesOn = next !== undefined && next - timeMs <= gapMs;
    coveredToMs = goesOn ? fromMs + next : startMs + bucketMs;
    if (empty[index] !== frames[index]) continue;
    const last = noFace.at(-1);
    if (last?.toMs === startMs) noFace[noFace.length - 1] = { ...last, toMs: coveredToMs };
    else noFace.push({ fromMs: startMs, toMs: coveredToMs });
  }
  if (within.toMs - coveredToMs > gapMs || timesMs.length === 0) {
    addWithin(noFrames, { fromMs: coveredToMs, toMs: within.toMs }, within);
  }
  return { noFrames, noFace };
}

function addWithin(runs: TimeRange[], run: TimeRange, within: TimeRange): void {
  const fromMs = Math.max(run.fromMs, within.fromMs);
  const toMs = Math.min(run.toMs, within.toMs);
  if (toMs > fromMs) runs.push({ fromMs, toMs });
}
