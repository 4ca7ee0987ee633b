import { setImmediate } from 'node:timers/promises';
import type { ClosedRange } from '../store/includedRanges.ts';
import type { ExportedFrame, FrameCursor, RowQuery } from '../store/TimelineStore.ts';
import type { ExportStore } from './ExportOptions.ts';

/** Few enough that several exports take turns, and that what nobody wants any more soon ends. */
const FRAMES_A_PAGE = 200;

/** A frame with its place in the export. */
export interface NumberedFrame extends ExportedFrame {
  /** Number among the exported frames of its participant, from 0. */
  readonly frame: number;
  /** Milliseconds after the first frame of the whole session. */
  readonly sinceStartMs: number;
  /** Whether it lies in a range that an observer excluded. */
  readonly excluded: boolean;
}

/**
 * The rows of an export by time, a page after another, so that there is never more than a page of them in
 * memory.
 *
 * @param startMs time of the session's first frame, milliseconds since the epoch
 * @param excluded from (inclusive) and to (exclusive), milliseconds since the epoch
 */
export async function* numberedFrames(
  store: ExportStore,
  query: RowQuery,
  startMs: number,
  excluded: readonly ClosedRange[],
): AsyncGenerator<NumberedFrame[]> {
  const { sessionCode, participantId, fromMs, toMs } = query;
  const counts = new Map<string, number>();
  let cursor: FrameCursor | null = null;
  do {
    const page: Awaited<ReturnType<ExportStore['readFrames']>> = await store.readFrames(
      { sessionCode, participantId, fromMs, toMs },
      cursor,
      FRAMES_A_PAGE,
    );
    // Other exports get their turn, and it is heard where this one is not wanted any more.
    await setImmediate();
    yield page.frames.map((row) => {
      const frame = counts.get(row.participantId) ?? 0;
      counts.set(row.participantId, frame + 1);
      return {
        ...row,
        frame,
        sinceStartMs: row.atMs - startMs,
        excluded: excluded.some(({ fromMs, toMs }) => row.atMs >= fromMs && row.atMs < toMs),
      };
    });
    cursor = page.next;
  } while (cursor);
}
