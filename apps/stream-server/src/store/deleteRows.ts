import type { Deletion } from '@emostream/protocol';
import { refreshSecond, secondOf } from './refreshSecond.ts';
import { rowsOfPerson, sessionRefOf } from './sessionRows.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { RowQuery } from './TimelineStore.ts';

/**
 * Deletes the frames and faces of a range, of everybody or of one. Markers stay, for they are of the
 * session; those of a participant who is forgotten go with them.
 */
export async function deleteRows(queries: TimelineQueries, query: RowQuery): Promise<Deletion> {
  const deletion = { frames: 0, faces: 0, markers: 0 };
  const sessionRef = await sessionRefOf(queries, query.sessionCode);
  if (sessionRef === null) return deletion;
  const fromMs = query.fromMs ?? -Infinity;
  const toMs = query.toMs ?? Infinity;
  const people = await queries
    .selectFrom('participants')
    .where('session_ref', '=', sessionRef)
    .$if(query.participantId !== undefined, (all) =>
      all.where('participant_id', '=', query.participantId ?? ''),
    )
    .where((eb) => eb.exists(rowsOfPerson(eb)))
    .select('id')
    .execute();
  for (const { id } of people) {
    const beside = await secondsBeside(queries, id, fromMs, toMs);
    const faces = await queries
      .deleteFrom('faces')
      .where('frame_ref', 'in', ({ selectFrom }) =>
        selectFrom('frames')
          .where('participant_ref', '=', id)
          .where('at_ms', '>=', fromMs)
          .where('at_ms', '<', toMs)
          .select('id'),
      )
      .executeTakeFirstOrThrow();
    const frames = await queries
      .deleteFrom('frames')
      .where('participant_ref', '=', id)
      .where('at_ms', '>=', fromMs)
      .where('at_ms', '<', toMs)
      .executeTakeFirstOrThrow();
    deletion.faces += Number(faces.numDeletedRows);
    deletion.frames += Number(frames.numDeletedRows);
    for (const table of ['frame_seconds', 'track_seconds'] as const) {
      await queries
        .deleteFrom(table)
        .where('participant_ref', '=', id)
        .where('second', '>=', secondOf(fromMs))
        .where('second', '<=', secondOf(toMs))
        .execute();
    }
    for (const second of beside) await refreshSecond(queries, id, second);
  }
  return deletion;
}

/** Seconds of rows that stay but whose totals change: at the edges, and next to the range in a track. */
async function secondsBeside(
  queries: TimelineQueries,
  participantRef: number,
  fromMs: number,
  toMs: number,
): Promise<Set<number>> {
  const seconds = new Set<number>();
  for (const edge of [fromMs, toMs]) if (Number.isFinite(edge)) seconds.add(secondOf(edge));
  const tracks = await queries
    .selectFrom('track_seconds')
    .where('participant_ref', '=', participantRef)
    .where('second', '>=', secondOf(fromMs))
    .where('second', '<=', secondOf(toMs))
    .select('track_id')
    .distinct()
    .execute();
  for (const { track_id } of tracks) {
    const rows = queries
      .selectFrom('faces')
      .where('participant_ref', '=', participantRef)
      .where('track_id', '=', track_id)
      .select('at_ms')
      .limit(1);
    const before = await rows
      .where('at_ms', '<', fromMs)
      .orderBy('at_ms', 'desc')
      .executeTakeFirst();
    const after = await rows.where('at_ms', '>=', toMs).orderBy('at_ms').executeTakeFirst();
    if (before) seconds.add(secondOf(before.at_ms));
    if (after) seconds.add(secondOf(after.at_ms));
  }
  return seconds;
}
