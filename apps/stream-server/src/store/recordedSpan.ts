import type { TimelineQueries } from './TimelineDatabase.ts';

/**
 * Time of the first and the last frame of a session, or of one participant, milliseconds since the epoch;
 * null without any. Each is one look into an index.
 */
export async function recordedSpan(
  queries: TimelineQueries,
  sessionRef: number,
  participantId?: string | undefined,
): Promise<{ firstMs: number; lastMs: number } | null> {
  let frames = queries.selectFrom('frames').select('at_ms').limit(1);
  if (participantId === undefined) {
    frames = frames.where('session_ref', '=', sessionRef);
  } else {
    frames = frames.where('participant_ref', '=', ({ selectFrom }) =>
      selectFrom('participants')
        .where('session_ref', '=', sessionRef)
        .where('participant_id', '=', participantId)
        .select('id'),
    );
  }
  const first = await frames.orderBy('at_ms').executeTakeFirst();
  const last = await frames.orderBy('at_ms', 'desc').executeTakeFirst();
  return first && last ? { firstMs: first.at_ms, lastMs: last.at_ms } : null;
}
