import { elapsedWords } from './elapsedWords.ts';
import type { TimeRange } from './TimeRange.ts';

/** A moment that the axis names. */
export interface TimeTick {
  readonly atMs: number;
  readonly label: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Steps that people count time in, in milliseconds. */
const STEPS = [
  ...[50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR),
];

/**
 * Round moments of a range, counted from the start of the recording.
 *
 * @param most at most this many, one at least being possible
 */
export function timeTicks(range: TimeRange, originMs: number, most: number): TimeTick[] {
  const lengthMs = range.toMs - range.fromMs;
  const fits = (step: number) => lengthMs / step <= Math.max(1, most);
  const longest = STEPS.at(-1) as number;
  const stepMs = STEPS.find(fits) ?? Math.ceil(lengthMs / most / longest) * longest;
  const ticks: TimeTick[] = [];
  const first = Math.ceil((range.fromMs - originMs) / stepMs) * stepMs;
  for (let elapsed = first; originMs + elapsed <= range.toMs; elapsed += stepMs) {
    ticks.push({ atMs: originMs + elapsed, label: elapsedWords(elapsed, stepMs) });
  }
  return ticks;
}
