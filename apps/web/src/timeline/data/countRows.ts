import type { Timeline } from '@emostream/protocol';
import { lengthOf, overlapOf, type TimeRange } from './TimeRange.ts';

/**
 * How many analyzed frames lie in a range, by the coverage of a timeline. A bucket at the edge counts by
 * the share of it that lies in the range, so it is about right.
 *
 * @param recorded the whole recording: of a bucket that begins before it or ends after it, only the rest counts
 */
export function countRows(
  { fromMs, bucketMs, participants }: Timeline,
  range: TimeRange,
  participantId: string | null,
  recorded: TimeRange,
): number {
  let rows = 0;
  for (const participant of participants) {
    if (participantId !== null && participant.participantId !== participantId) continue;
    const { timesMs, frames } = participant.coverage;
    for (const [index, timeMs] of timesMs.entries()) {
      const startMs = fromMs + timeMs;
      const bucket = overlapOf({ fromMs: startMs, toMs: startMs + bucketMs }, recorded);
      const counted = bucket && overlapOf(bucket, range);
      if (counted) rows += (frames[index] ?? 0) * (lengthOf(counted) / lengthOf(bucket));
    }
  }
  return Math.round(rows);
}
