import { EMOTIONS, type Timeline, type TrackTimeline } from '@emostream/protocol';
import type { Lane } from '../../../apps/web/src/timeline/data/Lane.ts';

/** A track with rows at these times, each with its label at 0.7 and the rest shared out. */
export function madeTrack(
  trackId: number,
  timesMs: readonly number[],
  labels: readonly number[] = timesMs.map(() => 3),
  uncertain: readonly number[] = timesMs.map(() => 0),
): TrackTimeline {
  return {
    trackId,
    timesMs: [...timesMs],
    counts: timesMs.map(() => 2),
    means: EMOTIONS.map((_, emotion) => labels.map((label) => (label === emotion ? 0.7 : 0.05))),
    labels: [...labels],
    uncertain: [...uncertain],
  };
}

/** A lane with rows at these times. */
export function madeLane(
  timesMs: readonly number[],
  bucketMs: number,
  labels?: readonly number[],
  uncertain?: readonly number[],
): Lane {
  const track = madeTrack(1, timesMs, labels, uncertain);
  return { ...track, trackIds: timesMs.map(() => 1), bucketMs };
}

/** A timeline of one participant, Ann, whose frames are those of the tracks and `empty` ones. */
export function madeTimeline(
  tracks: readonly TrackTimeline[],
  empty: readonly number[] = [],
  bucketMs = 1000,
  fromMs = 0,
): Timeline {
  const timesMs = [...new Set([...tracks.flatMap((track) => track.timesMs), ...empty])].sort(
    (one, other) => one - other,
  );
  const last = timesMs.at(-1) ?? 0;
  return {
    fromMs,
    toMs: fromMs + last + bucketMs,
    bucketMs,
    values: 'smoothed',
    participants: [
      {
        participantId: 'ann',
        name: 'Ann',
        tracks: [...tracks],
        coverage: {
          timesMs,
          frames: timesMs.map(() => 4),
          dropped: timesMs.map(() => 0),
          empty: timesMs.map((timeMs) => (empty.includes(timeMs) ? 4 : 0)),
        },
      },
    ],
  };
}
