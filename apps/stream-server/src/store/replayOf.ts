import type { Replay } from '@emostream/protocol';
import { framesOf } from './framesOf.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { RowQuery } from './TimelineStore.ts';

const FRAMES_A_PAGE = 5000;

/** Every row of the range, however many there are: whoever asks sees to it that it is short. */
export async function replayOf(queries: TimelineQueries, query: RowQuery): Promise<Replay> {
  const frames: Replay['frames'] = [];
  let cursor: Parameters<typeof framesOf>[2] = null;
  do {
    const page = await framesOf(queries, query, cursor, FRAMES_A_PAGE);
    for (const { participantId, atMs, width, height, faces } of page.frames) {
      frames.push({
        participantId,
        atMs,
        width,
        height,
        faces: faces.map(({ trackId, box, score, emotion, uncertain, smoothed }) => ({
          trackId,
          box: [box.x, box.y, box.width, box.height],
          score,
          emotion,
          uncertain,
          smoothed: [...smoothed],
        })),
      });
    }
    cursor = page.next;
  } while (cursor);
  return {
    fromMs: query.fromMs ?? frames[0]?.atMs ?? query.toMs ?? 0,
    toMs: query.toMs ?? (frames.at(-1)?.atMs ?? query.fromMs ?? -1) + 1,
    frames,
  };
}
