import { REPLAY_ROWS, type Replay } from '@emostream/protocol';
import { framesOf } from './framesOf.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { RowQuery } from './TimelineStore.ts';

const FRAMES_A_PAGE = 1000;

type ReplayFrame = Replay['frames'][number];

/**
 * The rows of a range from its beginning, as many as an answer holds; `toMs` says how far that is. Rows
 * of one moment are never torn apart, also where they alone are more.
 */
export async function replayOf(queries: TimelineQueries, query: RowQuery): Promise<Replay> {
  const frames: ReplayFrame[] = [];
  let rows = 0;
  /** Index of the first frame of the moment that is read. */
  let momentAt = 0;
  let cursor: Parameters<typeof framesOf>[2] = null;
  do {
    const page = await framesOf(queries, query, cursor, FRAMES_A_PAGE);
    for (const { participantId, atMs, width, height, faces } of page.frames) {
      if (atMs !== frames.at(-1)?.atMs) momentAt = frames.length;
      // A frame without a face is a row too.
      rows += Math.max(1, faces.length);
      if (rows > REPLAY_ROWS && momentAt > 0) {
        return { ...rangeOf(query, frames), toMs: atMs, frames: frames.slice(0, momentAt) };
      }
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
  return { ...rangeOf(query, frames), frames };
}

function rangeOf({ fromMs, toMs }: RowQuery, frames: readonly ReplayFrame[]) {
  return {
    fromMs: fromMs ?? frames[0]?.atMs ?? toMs ?? 0,
    toMs: toMs ?? (frames.at(-1)?.atMs ?? fromMs ?? -1) + 1,
  };
}
