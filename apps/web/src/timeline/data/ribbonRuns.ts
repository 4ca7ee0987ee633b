import { gapLength } from './gapLength.ts';
import type { Lane } from './Lane.ts';
import type { TimeRange } from './TimeRange.ts';

/** A time over which one label stood, certain or not. */
export interface RibbonRun extends TimeRange {
  /** Index into `EMOTIONS`. */
  readonly label: number;
  readonly uncertain: boolean;
}

/** Buckets of a lane side by side with the same label, as one; a gap ends a run. */
export function ribbonRuns({ timesMs, labels, uncertain, bucketMs }: Lane): RibbonRun[] {
  const gapMs = gapLength(bucketMs);
  const runs: RibbonRun[] = [];
  for (const [index, fromMs] of timesMs.entries()) {
    const next = timesMs[index + 1];
    const toMs = next !== undefined && next - fromMs <= gapMs ? next : fromMs + bucketMs;
    const label = labels[index] ?? 0;
    const doubtful = (uncertain[index] ?? 0) >= 0.5;
    const last = runs.at(-1);
    if (last && last.toMs === fromMs && last.label === label && last.uncertain === doubtful) {
      runs[runs.length - 1] = { ...last, toMs };
    } else {
      runs.push({ fromMs, toMs, label, uncertain: doubtful });
    }
  }
  return runs;
}
