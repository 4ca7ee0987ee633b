import { facesOfFrames } from './facesOfFrames.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { FrameCursor, FramePage, RowQuery } from './TimelineStore.ts';

/** Frames with their faces by time, and among those of one time in the order in which they came. */
export async function framesOf(
  queries: TimelineQueries,
  query: RowQuery,
  after: FrameCursor | null,
  limit: number,
): Promise<FramePage> {
  const { participantId, fromMs, toMs } = query;
  const rows = await queries
    .selectFrom('frames')
    .innerJoin('sessions', 'sessions.id', 'frames.session_ref')
    .innerJoin('participants', 'participants.id', 'frames.participant_ref')
    .innerJoin('models', 'models.id', 'frames.model_ref')
    .where('sessions.code', '=', query.sessionCode)
    .$if(participantId !== undefined, (all) =>
      all.where('participants.participant_id', '=', participantId ?? ''),
    )
    .$if(fromMs !== undefined, (all) => all.where('frames.at_ms', '>=', fromMs ?? 0))
    .$if(toMs !== undefined, (all) => all.where('frames.at_ms', '<', toMs ?? 0))
    .$if(after !== null, (all) =>
      all
        .where('frames.at_ms', '>=', after?.atMs ?? 0)
        .where(({ eb, or }) =>
          or([eb('frames.at_ms', '>', after?.atMs ?? 0), eb('frames.id', '>', after?.rowId ?? 0)]),
        ),
    )
    .orderBy('frames.at_ms')
    .orderBy('frames.id')
    .limit(limit)
    .selectAll('frames')
    .select(['participants.participant_id', 'participants.name'])
    .select(['models.model_id', 'models.preprocessing'])
    .execute();
  const faces = await facesOfFrames(
    queries,
    rows.map(({ id }) => id),
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    frames: rows.map((row) => ({
      sessionCode: query.sessionCode,
      participantId: row.participant_id,
      participantName: row.name,
      seq: row.seq,
      atMs: row.at_ms,
      capturedAtMs: row.captured_at_ms,
      receivedAtMs: row.received_at_ms,
      width: row.width,
      height: row.height,
      dropped: row.dropped,
      modelId: row.model_id,
      preprocessing: row.preprocessing,
      faces: faces.get(row.id) ?? [],
    })),
    next: last ? { atMs: last.at_ms, rowId: last.id } : null,
  };
}
