import type { ParticipantTimeline, Timeline, TrackTimeline, ValueKind } from '@emostream/protocol';
import { askedRows } from './askedRows.ts';
import { bucketLength } from './bucketLength.ts';
import { adjustedOfRow, VALUE_COLUMNS, valuesOfRow } from './faceColumns.ts';
import { isEmptyFrame } from './isEmptyFrame.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { TimelineQuery } from './TimelineStore.ts';
import type { ValueColumn } from './TimelineTables.ts';
import { TrackTotals } from './TrackTotals.ts';

interface Buckets {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
}

/**
 * The range in buckets. Buckets are aligned to the clock, so that the same moment lies in the same bucket
 * whatever part is looked at; the range is widened to whole buckets for it.
 *
 * Buckets of a second and more are added up from the totals of seconds that are kept beside the rows,
 * some 30,000 for two hours of four faces; shorter ones are read from the rows, of which there are then
 * at most half a second a point.
 */
export async function timelineOf(
  queries: TimelineQueries,
  query: TimelineQuery,
): Promise<Timeline> {
  const { people, fromMs, toMs } = await askedRows(queries, query);
  const bucketMs = bucketLength(toMs - fromMs, query.points);
  const buckets: Buckets = {
    fromMs: Math.floor(fromMs / bucketMs) * bucketMs,
    toMs: Math.ceil(toMs / bucketMs) * bucketMs,
    bucketMs,
  };
  const participants: ParticipantTimeline[] = [];
  for (const { id, participant_id, name } of people) {
    participants.push({
      participantId: participant_id,
      name,
      tracks: await tracksOf(queries, id, buckets, query.values),
      coverage: await coverageOf(queries, id, buckets),
    });
  }
  return { ...buckets, values: query.values, participants };
}

async function tracksOf(
  queries: TimelineQueries,
  participantRef: number,
  buckets: Buckets,
  values: ValueKind,
): Promise<TrackTimeline[]> {
  const tracks = new Map<number, Map<number, TrackTotals>>();
  const totalsAt = (trackId: number, atMs: number) => {
    const track = tracks.get(trackId) ?? new Map<number, TrackTotals>();
    tracks.set(trackId, track);
    const index = Math.floor((atMs - buckets.fromMs) / buckets.bucketMs);
    const totals = track.get(index) ?? new TrackTotals();
    track.set(index, totals);
    return totals;
  };
  if (buckets.bucketMs >= 1000) await addSeconds(queries, participantRef, buckets, totalsAt);
  else await addRows(queries, participantRef, buckets, values, totalsAt);
  return Array.from(tracks, ([trackId, track]) =>
    trackTimeline(trackId, track, buckets.bucketMs, values),
  )
    .filter(({ timesMs }) => timesMs.length > 0)
    .sort((one, other) => one.trackId - other.trackId);
}

type TotalsAt = (trackId: number, atMs: number) => TrackTotals;

async function addSeconds(
  queries: TimelineQueries,
  participantRef: number,
  buckets: Buckets,
  totalsAt: TotalsAt,
): Promise<void> {
  const rows = await queries
    .selectFrom('track_seconds')
    .where('participant_ref', '=', participantRef)
    .where('second', '>=', buckets.fromMs / 1000)
    .where('second', '<', buckets.toMs / 1000)
    .select(['track_id', 'second', 'totals'])
    .execute();
  for (const { track_id, second, totals } of rows) {
    totalsAt(track_id, second * 1000).merge(TrackTotals.fromBytes(totals));
  }
}

async function addRows(
  queries: TimelineQueries,
  participantRef: number,
  buckets: Buckets,
  values: ValueKind,
  totalsAt: TotalsAt,
): Promise<void> {
  const columns: readonly ValueColumn[] = VALUE_COLUMNS[values];
  const rows = await queries
    .selectFrom('frames')
    .innerJoin('faces', 'faces.frame_ref', 'frames.id')
    .where('frames.participant_ref', '=', participantRef)
    .where('frames.at_ms', '>=', buckets.fromMs)
    .where('frames.at_ms', '<', buckets.toMs)
    .select(['faces.at_ms', 'faces.track_id', 'faces.label', 'faces.uncertain'])
    .select(columns)
    .execute();
  for (const row of rows) {
    totalsAt(row.track_id, row.at_ms).add({
      atMs: row.at_ms,
      label: row.label,
      uncertain: row.uncertain === 1,
      heldMs: 0,
      changed: false,
      [values]:
        values === 'adjusted'
          ? adjustedOfRow(row as Record<ValueColumn<'adjusted'>, number | null>)
          : valuesOfRow(row as Record<ValueColumn<'raw' | 'smoothed'>, number>, values),
    });
  }
}

function trackTimeline(
  trackId: number,
  track: ReadonlyMap<number, TrackTotals>,
  bucketMs: number,
  values: ValueKind,
): TrackTimeline {
  const filled = Array.from(track)
    .filter(([, totals]) => totals.rowsWith(values) > 0)
    .sort(([one], [other]) => one - other);
  const means = filled.map(([, totals]) => totals.means(values));
  return {
    trackId,
    timesMs: filled.map(([index]) => index * bucketMs),
    counts: filled.map(([, totals]) => totals.rowsWith(values)),
    means: VALUE_COLUMNS[values].map((_, emotion) => means.map((mean) => mean[emotion] ?? 0)),
    labels: filled.map(([, totals]) => totals.commonestLabel),
    uncertain: filled.map(([, totals]) => totals.uncertainRows / totals.rows),
  };
}

async function coverageOf(
  queries: TimelineQueries,
  participantRef: number,
  { fromMs, toMs, bucketMs }: Buckets,
): Promise<ParticipantTimeline['coverage']> {
  const rows =
    bucketMs >= 1000
      ? await queries
          .selectFrom('frame_seconds')
          .where('participant_ref', '=', participantRef)
          .where('second', '>=', fromMs / 1000)
          .where('second', '<', toMs / 1000)
          .orderBy('second')
          .select(({ eb }) => [eb('second', '*', 1000).as('at_ms'), 'frames', 'dropped', 'empty'])
          .execute()
      : await queries
          .selectFrom('frames')
          .where('participant_ref', '=', participantRef)
          .where('at_ms', '>=', fromMs)
          .where('at_ms', '<', toMs)
          .orderBy('at_ms')
          .select(({ lit }) => ['at_ms', lit(1).as('frames'), 'dropped', isEmptyFrame.as('empty')])
          .execute();
  const coverage: ParticipantTimeline['coverage'] = {
    timesMs: [],
    frames: [],
    dropped: [],
    empty: [],
  };
  for (const { at_ms, frames, dropped, empty } of rows) {
    const timeMs = Math.floor((Number(at_ms) - fromMs) / bucketMs) * bucketMs;
    if (coverage.timesMs.at(-1) !== timeMs) {
      coverage.timesMs.push(timeMs);
      for (const counts of [coverage.frames, coverage.dropped, coverage.empty]) counts.push(0);
    }
    const last = coverage.timesMs.length - 1;
    coverage.frames[last] = (coverage.frames[last] ?? 0) + frames;
    coverage.dropped[last] = (coverage.dropped[last] ?? 0) + dropped;
    coverage.empty[last] = (coverage.empty[last] ?? 0) + empty;
  }
  return coverage;
}
