import { isEmptyFrame } from './isEmptyFrame.ts';
import { readTrackRows } from './readTrackRows.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import { TrackTotals } from './TrackTotals.ts';

/** The second of the clock that a time in milliseconds lies in. */
export function secondOf(atMs: number): number {
  return Math.floor(atMs / 1000);
}

/** Reads the rows of one participant in one second of the clock and writes their totals anew. */
export async function refreshSecond(
  queries: TimelineQueries,
  participantRef: number,
  second: number,
): Promise<void> {
  const range = { fromMs: second * 1000, toMs: (second + 1) * 1000 };
  for (const table of ['frame_seconds', 'track_seconds'] as const) {
    await queries
      .deleteFrom(table)
      .where('participant_ref', '=', participantRef)
      .where('second', '=', second)
      .execute();
  }
  const counts = await queries
    .selectFrom('frames')
    .where('participant_ref', '=', participantRef)
    .where('at_ms', '>=', range.fromMs)
    .where('at_ms', '<', range.toMs)
    .groupBy('model_ref')
    .select(({ fn }) => [
      'model_ref',
      fn.countAll<number>().as('frames'),
      fn.sum<number>('dropped').as('dropped'),
      fn.sum<number>(isEmptyFrame).as('empty'),
    ])
    .execute();
  if (counts.length === 0) return;
  await queries
    .insertInto('frame_seconds')
    .values(counts.map((count) => ({ participant_ref: participantRef, second, ...count })))
    .execute();

  const everything = { fromMs: -Infinity, toMs: Infinity };
  const tracks = new Map<number, TrackTotals>();
  for (const row of await readTrackRows(queries, participantRef, range, everything)) {
    const totals = tracks.get(row.trackId) ?? new TrackTotals();
    totals.add(row);
    tracks.set(row.trackId, totals);
  }
  if (tracks.size === 0) return;
  await queries
    .insertInto('track_seconds')
    .values(
      Array.from(tracks, ([trackId, totals]) => ({
        participant_ref: participantRef,
        second,
        track_id: trackId,
        totals: totals.toBytes(),
      })),
    )
    .execute();
}
