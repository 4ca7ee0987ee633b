import type { Insertable } from 'kysely';
import { rowOfFace } from './faceColumns.ts';
import { listed } from './listed.ts';
import { refreshSecond, secondOf } from './refreshSecond.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { RecordedFrame } from './TimelineStore.ts';
import type { FaceTable, FrameTable } from './TimelineTables.ts';

/** Rows in one statement: with some 30 columns each, far below SQLite's 32,766 parameters. */
const ROWS_A_STATEMENT = 200;

/**
 * Writes frames and faces, and the totals of the seconds they fall into. Frames of somebody who is not,
 * or no longer, there are left out: they were on the way when the person was deleted.
 */
export async function appendFrames(
  queries: TimelineQueries,
  frames: readonly RecordedFrame[],
): Promise<void> {
  const people = await findPeople(queries, frames);
  const models = await keepModels(queries, frames);
  let frameId = await lastFrameId(queries);
  const frameRows: Insertable<FrameTable>[] = [];
  const faceRows: Insertable<FaceTable>[] = [];
  for (const frame of frames) {
    const person = people.get(JSON.stringify([frame.sessionCode, frame.participantId]));
    const modelRef = models.get(JSON.stringify([frame.modelId, frame.preprocessing]));
    if (!person || modelRef === undefined) continue;
    frameId++;
    frameRows.push({
      id: frameId,
      ...person,
      model_ref: modelRef,
      seq: frame.seq,
      at_ms: frame.atMs,
      captured_at_ms: frame.capturedAtMs,
      received_at_ms: frame.receivedAtMs,
      width: frame.width,
      height: frame.height,
      dropped: frame.dropped,
    });
    for (const face of frame.faces) {
      faceRows.push(rowOfFace(face, frameId, person.participant_ref, frame.atMs));
    }
  }
  for (const rows of inPieces(frameRows)) await queries.insertInto('frames').values(rows).execute();
  for (const rows of inPieces(faceRows)) await queries.insertInto('faces').values(rows).execute();
  await refreshTouched(queries, frameRows, faceRows);
}

async function findPeople(queries: TimelineQueries, frames: readonly RecordedFrame[]) {
  const codes = [...new Set(frames.map((frame) => frame.sessionCode))];
  const ids = [...new Set(frames.map((frame) => frame.participantId))];
  const rows = await queries
    .selectFrom('participants')
    .innerJoin('sessions', 'sessions.id', 'participants.session_ref')
    .where('sessions.code', 'in', listed(codes))
    .where('participants.participant_id', 'in', listed(ids))
    .select(['sessions.code', 'participants.participant_id', 'participants.session_ref'])
    .select('participants.id as participant_ref')
    .execute();
  return new Map(
    rows.map(({ code, participant_id, session_ref, participant_ref }) => [
      JSON.stringify([code, participant_id]),
      { session_ref, participant_ref },
    ]),
  );
}

async function keepModels(
  queries: TimelineQueries,
  frames: readonly RecordedFrame[],
): Promise<Map<string, number>> {
  const refs = new Map<string, number>();
  for (const { modelId, preprocessing } of frames) {
    const key = JSON.stringify([modelId, preprocessing]);
    if (refs.has(key)) continue;
    const model = { model_id: modelId, preprocessing };
    await queries
      .insertInto('models')
      .values(model)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { id } = await queries
      .selectFrom('models')
      .where('model_id', '=', modelId)
      .where('preprocessing', '=', preprocessing)
      .select('id')
      .executeTakeFirstOrThrow();
    refs.set(key, id);
  }
  return refs;
}

async function lastFrameId(queries: TimelineQueries): Promise<number> {
  const { last } = await queries
    .selectFrom('frames')
    .select(({ fn }) => fn.max<number | null>('id').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** The seconds of the rows, and of the rows beside them in their tracks, which end or change by them. */
async function refreshTouched(
  queries: TimelineQueries,
  frames: readonly Insertable<FrameTable>[],
  faces: readonly Insertable<FaceTable>[],
): Promise<void> {
  const touched = new Map<number, Set<number>>();
  const touch = (participantRef: number, atMs: number) => {
    const seconds = touched.get(participantRef) ?? new Set();
    touched.set(participantRef, seconds.add(secondOf(atMs)));
  };
  for (const frame of frames) touch(frame.participant_ref, frame.at_ms);
  for (const [participantRef, seconds] of touched) {
    // Rows that came earlier but lie among these.
    const between = await queries
      .selectFrom('frame_seconds')
      .where('participant_ref', '=', participantRef)
      .where('second', '>', Math.min(...seconds))
      .where('second', '<', Math.max(...seconds))
      .select('second')
      .execute();
    for (const { second } of between) seconds.add(second);
  }
  for (const { participant_ref, track_id, firstMs, lastMs } of spansOf(faces)) {
    for (const [side, order, edgeMs] of [
      ['<', 'desc', firstMs],
      ['>', 'asc', lastMs],
    ] as const) {
      const beside = await queries
        .selectFrom('faces')
        .where('participant_ref', '=', participant_ref)
        .where('track_id', '=', track_id)
        .where('at_ms', side, edgeMs)
        .orderBy('at_ms', order)
        .select('at_ms')
        .limit(1)
        .executeTakeFirst();
      if (beside) touch(participant_ref, beside.at_ms);
    }
  }
  for (const [participantRef, seconds] of touched) {
    for (const second of seconds) await refreshSecond(queries, participantRef, second);
  }
}

interface TrackSpan {
  readonly participant_ref: number;
  readonly track_id: number;
  firstMs: number;
  lastMs: number;
}

function spansOf(faces: readonly Insertable<FaceTable>[]): Iterable<TrackSpan> {
  const spans = new Map<string, TrackSpan>();
  for (const { participant_ref, track_id, at_ms } of faces) {
    const key = `${participant_ref}/${track_id}`;
    const span = spans.get(key);
    if (span) {
      span.firstMs = Math.min(span.firstMs, at_ms);
      span.lastMs = Math.max(span.lastMs, at_ms);
    } else {
      spans.set(key, { participant_ref, track_id, firstMs: at_ms, lastMs: at_ms });
    }
  }
  return spans.values();
}

function* inPieces<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    yield rows.slice(start, start + ROWS_A_STATEMENT);
  }
}
