import type { TimelineQueries } from './TimelineDatabase.ts';

/** Time of the first and the last frame of these people, milliseconds since the epoch; null without any. */
export async function recordedSpan(
  queries: TimelineQueries,
  participantRefs: readonly number[],
): Promise<{ firstMs: number; lastMs: number } | null> {
  let firstMs = Infinity;
  let lastMs = -Infinity;
  // One by one: each is two looks into an index, all at once would read the index through.
  for (const ref of participantRefs) {
    const frames = queries.selectFrom('frames').where('participant_ref', '=', ref).limit(1);
    const first = await frames.orderBy('at_ms').select('at_ms').executeTakeFirst();
    const last = await frames.orderBy('at_ms', 'desc').select('at_ms').executeTakeFirst();
    if (first) firstMs = Math.min(firstMs, first.at_ms);
    if (last) lastMs = Math.max(lastMs, last.at_ms);
  }
  return firstMs > lastMs ? null : { firstMs, lastMs };
}
