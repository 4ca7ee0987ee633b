import type { TrackTimeline } from '@emostream/protocol';
import { gapLength } from './gapLength.ts';

/** Tracks that follow one another, drawn in one chart. Column by column, times since the epoch. */
export interface Lane {
  readonly timesMs: readonly number[];
  /** Of each bucket, the track it is of. */
  readonly trackIds: readonly number[];
  /** By emotion, then by bucket. */
  readonly means: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly uncertain: readonly number[];
  readonly bucketMs: number;
}

interface OpenLane {
  timesMs: number[];
  trackIds: number[];
  means: number[][];
  labels: number[];
  uncertain: number[];
  counts: number[];
}

/**
 * Puts tracks into as few lanes as there are faces at once: a face that left and came back has a new track,
 * and a chart for each would say nothing of time. Tracks that only meet in one bucket count as following
 * one another; that bucket goes to the one with more rows in it.
 *
 * @param fromMs what the tracks' times count from
 */
export function packLanes(
  tracks: readonly TrackTimeline[],
  fromMs: number,
  bucketMs: number,
): Lane[] {
  const lanes: OpenLane[] = [];
  const byStart = tracks
    .filter(({ timesMs }) => timesMs.length > 0)
    .sort((one, other) => (one.timesMs[0] ?? 0) - (other.timesMs[0] ?? 0));
  for (const track of byStart) {
    const start = fromMs + (track.timesMs[0] ?? 0);
    const free = lanes.find((lane) => (lane.timesMs.at(-1) ?? 0) <= start);
    if (free) append(free, track, fromMs);
    else {
      const lane = emptyLane(track.means.length);
      append(lane, track, fromMs);
      lanes.push(lane);
    }
  }
  return lanes.map((lane) => ({ ...lane, bucketMs }));
}

/** The bucket of a lane that a moment lies in, as index; null in a gap. */
export function bucketAt(
  { timesMs, bucketMs }: Pick<Lane, 'timesMs' | 'bucketMs'>,
  atMs: number,
): number | null {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  const start = timesMs[low - 1];
  if (start === undefined) return null;
  const next = timesMs[low];
  const goesOn = next !== undefined && next - start <= gapLength(bucketMs);
  return goesOn || atMs < start + bucketMs ? low - 1 : null;
}

function emptyLane(emotions: number): OpenLane {
  const means = Array.from({ length: emotions }, () => []);
  return { timesMs: [], trackIds: [], means, labels: [], uncertain: [], counts: [] };
}

function append(lane: OpenLane, track: TrackTimeline, fromMs: number): void {
  for (const [index, timeMs] of track.timesMs.entries()) {
    const atMs = fromMs + timeMs;
    const count = track.counts[index] ?? 0;
    let place = lane.timesMs.length;
    if (lane.timesMs.at(-1) === atMs) {
      place -= 1;
      if ((lane.counts[place] ?? 0) >= count) continue;
    }
    lane.timesMs[place] = atMs;
    lane.trackIds[place] = track.trackId;
    lane.labels[place] = track.labels[index] ?? 0;
    lane.uncertain[place] = track.uncertain[index] ?? 0;
    lane.counts[place] = count;
    for (const [emotion, column] of lane.means.entries()) {
      column[place] = track.means[emotion]?.[index] ?? 0;
    }
  }
}
