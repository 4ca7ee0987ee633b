import { sql } from 'kysely';
import { adjustedOfRow, VALUE_COLUMNS, valuesOfRow } from './faceColumns.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { TrackRow } from './TrackTotals.ts';

/** A label stands until the next row of its track, but no longer than this: then the face was away. */
export const LONGEST_HOLD_MS = 500;

/** A row of a track, with the track's number. */
export interface NumberedTrackRow extends TrackRow {
  readonly trackId: number;
}

/**
 * Rows of one participant's faces in a range, by time.
 *
 * A row's label stands until the next row of its track, at most `LONGEST_HOLD_MS`. A track's last row has
 * no time of its own. Rows outside `bounds` (as wide as the range or wider) count as neither next nor
 * before: time ends at the bound, and no label has changed from one outside.
 *
 * @param range from (inclusive) and to (exclusive), milliseconds since the epoch
 */
export async function readTrackRows(
  queries: TimelineQueries,
  participantRef: number,
  range: { readonly fromMs: number; readonly toMs: number },
  bounds: { readonly fromMs: number; readonly toMs: number },
): Promise<NumberedTrackRow[]> {
  const neighbour = (column: 'at_ms' | 'label', side: '<' | '>') =>
    sql<number | null>`(
      select other.${sql.ref(column)} from faces other
      where other.participant_ref = faces.participant_ref and other.track_id = faces.track_id
        and other.at_ms ${sql.raw(side)} faces.at_ms
      order by other.at_ms ${sql.raw(side === '<' ? 'desc' : 'asc')} limit 1)`;
  const rows = await queries
    .selectFrom('frames')
    .innerJoin('faces', 'faces.frame_ref', 'frames.id')
    .where('frames.participant_ref', '=', participantRef)
    .where('frames.at_ms', '>=', range.fromMs)
    .where('frames.at_ms', '<', range.toMs)
    .orderBy('frames.at_ms')
    .select(['faces.at_ms', 'faces.track_id', 'faces.label', 'faces.uncertain'])
    .select([...VALUE_COLUMNS.raw, ...VALUE_COLUMNS.smoothed, ...VALUE_COLUMNS.adjusted])
    .select([
      neighbour('at_ms', '>').as('next_at_ms'),
      neighbour('at_ms', '<').as('before_at_ms'),
      neighbour('label', '<').as('before_label'),
    ])
    .execute();
  return rows.map((row) => {
    const hasNeighbour = row.before_at_ms !== null && row.before_at_ms >= bounds.fromMs;
    const end = Math.min(row.next_at_ms ?? row.at_ms, row.at_ms + LONGEST_HOLD_MS, bounds.toMs);
    return {
      trackId: row.track_id,
      atMs: row.at_ms,
      label: row.label,
      uncertain: row.uncertain === 1,
      raw: valuesOfRow(row, 'raw'),
      smoothed: valuesOfRow(row, 'smoothed'),
      adjusted: adjustedOfRow(row),
      heldMs: end - row.at_ms,
      changed: hasNeighbour && row.before_label !== row.label,
    };
  });
}
