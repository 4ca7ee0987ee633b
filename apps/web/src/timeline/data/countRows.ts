import type { Timeline } from '@emostream/protocol';
import type { TimeRange } from './TimeRange.ts';

/**
 * How many analyzed frames lie in a range, by the coverage of a timeline. A bucket at the edge counts by
 * the share of it that lies in the range, so it is about right.
 */
export function countRows(
  { fromMs, bucketMs, participants }: Timeline,
  range: TimeRange,
  participantId: string | null,
): number {
  let rows = 0;
  for (const participant of participants) {
    if (participantId !== null && participant.participantId !== participantId) continue;
    const { timesMs, frames } = participant.coverage;
    for (const [index, timeMs] of timesMs.entries()) {
      const start = Math.max(range.fromMs, fromMs + timeMs);
      const end = Math.min(range.toMs, fromMs + timeMs + bucketMs);
      if (end > start) rows += ((frames[index] ?? 0) * (end - start)) / bucketMs;
    }
  }
  return Math.round(rows);
}
