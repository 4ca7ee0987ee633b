import { EMOTIONS, type ParticipantSummary, type Summary } from '@emostream/protocol';
import type { Selectable } from 'kysely';
import { askedRows } from './askedRows.ts';
import { type ClosedRange, includedRanges } from './includedRanges.ts';
import { LONGEST_HOLD_MS, readTrackRows } from './readTrackRows.ts';
import { secondOf } from './refreshSecond.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { RowQuery } from './TimelineStore.ts';
import type { ParticipantTable } from './TimelineTables.ts';
import { TrackTotals } from './TrackTotals.ts';

/**
 * Sums up a range without what markers exclude.
 *
 * A label's time is that from its row to the next row of the same track, at most `LONGEST_HOLD_MS`, and it
 * ends where what is summed up ends. A change is a row whose label differs from that of the row before in
 * its track, with nothing excluded between the two. Uncertain faces count in no share.
 *
 * Whole seconds come from the totals that are kept beside the rows; only the seconds at the edges of
 * the range and of what is excluded are read row by row.
 */
export async function summaryOf(queries: TimelineQueries, query: RowQuery): Promise<Summary> {
  const { sessionRef, people, fromMs, toMs } = await askedRows(queries, query);
  const holes = sessionRef === null ? [] : await excludedRanges(queries, sessionRef);
  const ranges = includedRanges({ fromMs, toMs }, holes);
  const participants: ParticipantSummary[] = [];
  for (const person of people) participants.push(await summarize(queries, person, ranges));
  return { fromMs, toMs, participants };
}

async function excludedRanges(
  queries: TimelineQueries,
  sessionRef: number,
): Promise<ClosedRange[]> {
  const rows = await queries
    .selectFrom('markers')
    .where('session_ref', '=', sessionRef)
    .where('exclude', '=', 1)
    .where('end_ms', 'is not', null)
    .select(['at_ms', 'end_ms'])
    .execute();
  return rows.map(({ at_ms, end_ms }) => ({ fromMs: at_ms, toMs: end_ms ?? at_ms }));
}

async function summarize(
  queries: TimelineQueries,
  person: Selectable<ParticipantTable>,
  ranges: readonly ClosedRange[],
): Promise<ParticipantSummary> {
  const totals = new TrackTotals();
  let frames = 0;
  for (const range of ranges) {
    await addRange(queries, person.id, range, totals);
    frames += await countFrames(queries, person.id, range);
  }
  const labelledMs = totals.heldMs.reduce((sum, ms) => sum + ms, 0);
  const hasRows = totals.rows > 0;
  return {
    participantId: person.participant_id,
    name: person.name,
    frames,
    faces: totals.rows,
    uncertainFaces: totals.uncertainRows,
    labelledMs,
    shares: Array.from(totals.heldMs, (ms) => (labelledMs > 0 ? ms / labelledMs : 0)),
    means: hasRows ? totals.means('smoothed') : EMOTIONS.map(() => 0),
    changes: totals.changes,
    peaks: EMOTIONS.map((_, emotion) => (hasRows ? totals.peak(emotion) : null)),
  };
}

/** Whole seconds within a range whose labels' time ends within it too; none where they would overlap. */
function wholeSeconds({ fromMs, toMs }: ClosedRange): { first: number; end: number } {
  const first = Math.ceil(fromMs / 1000);
  return { first, end: Math.max(first, secondOf(toMs - LONGEST_HOLD_MS)) };
}

async function addRange(
  queries: TimelineQueries,
  participantRef: number,
  range: ClosedRange,
  totals: TrackTotals,
): Promise<void> {
  const { first, end } = wholeSeconds(range);
  const seconds = await queries
    .selectFrom('track_seconds')
    .where('participant_ref', '=', participantRef)
    .where('second', '>=', first)
    .where('second', '<', end)
    .select(['track_id', 'totals'])
    .execute();
  for (const second of seconds) totals.merge(TrackTotals.fromBytes(second.totals));
  for (const trackId of new Set(seconds.map(({ track_id }) => track_id))) {
    if (await changedFromOutside(queries, participantRef, trackId, range, first)) {
      totals.forgetChange();
    }
  }
  const head = { fromMs: range.fromMs, toMs: Math.min(first * 1000, range.toMs) };
  const tail = { fromMs: Math.max(head.toMs, end * 1000), toMs: range.toMs };
  for (const edge of [head, tail]) {
    for (const row of await readTrackRows(queries, participantRef, edge, range)) totals.add(row);
  }
}

/**
 * Whether a track's first row of the range lies in its whole seconds and counts there as a change from a
 * row before the range, of which the totals of the seconds know nothing.
 */
async function changedFromOutside(
  queries: TimelineQueries,
  participantRef: number,
  trackId: number,
  range: ClosedRange,
  firstSecond: number,
): Promise<boolean> {
  const track = queries
    .selectFrom('faces')
    .where('participant_ref', '=', participantRef)
    .where('track_id', '=', trackId)
    .select(['at_ms', 'label'])
    .limit(1);
  const before = await track
    .where('at_ms', '<', range.fromMs)
    .orderBy('at_ms', 'desc')
    .executeTakeFirst();
  if (!before) return false;
  const next = await track.where('at_ms', '>=', range.fromMs).orderBy('at_ms').executeTakeFirst();
  return next !== undefined && next.at_ms >= firstSecond * 1000 && next.label !== before.label;
}

async function countFrames(
  queries: TimelineQueries,
  participantRef: number,
  range: ClosedRange,
): Promise<number> {
  const { frames } = await queries
    .selectFrom('frames')
    .where('participant_ref', '=', participantRef)
    .where('at_ms', '>=', range.fromMs)
    .where('at_ms', '<', range.toMs)
    .select(({ fn }) => fn.countAll<number>().as('frames'))
    .executeTakeFirstOrThrow();
  return frames;
}
