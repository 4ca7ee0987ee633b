import { EMOTIONS, type ParticipantTimeline } from '@emostream/protocol';

/** One bucket of a participant over all of their tracks. */
export interface StackedShare {
  /** Milliseconds after the timeline's beginning. */
  readonly timeMs: number;
  /** Seven shares that sum to one, in the order of `EMOTIONS`. */
  readonly shares: readonly number[];
}

/** The mean over a participant's tracks, weighed by their rows; buckets without a face are left out. */
export function stackedShares({ tracks }: ParticipantTimeline): StackedShare[] {
  const sums = new Map<number, number[]>();
  for (const { timesMs, counts, means } of tracks) {
    for (const [at, timeMs] of timesMs.entries()) {
      const sum = sums.get(timeMs) ?? EMOTIONS.map(() => 0);
      sums.set(
        timeMs,
        sum.map((value, emotion) => value + (means[emotion]?.[at] ?? 0) * (counts[at] ?? 0)),
      );
    }
  }
  return Array.from(sums)
    .sort(([one], [other]) => one - other)
    .map(([timeMs, sum]) => {
      const total = sum.reduce((all, value) => all + value, 0);
      return { timeMs, shares: sum.map((value) => (total > 0 ? value / total : 0)) };
    });
}
