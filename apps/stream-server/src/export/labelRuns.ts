import { LONGEST_HOLD_MS } from '../store/readTrackRows.ts';
import type { NumberedFrame } from './numberedFrames.ts';

/** A time over which a track had one label. Milliseconds after the session's first frame. */
export interface LabelRun {
  readonly participantId: string;
  readonly trackId: number;
  /** The label, or `uncertain`. */
  readonly label: string;
  readonly beginMs: number;
  readonly endMs: number;
}

interface OpenRun {
  readonly participantId: string;
  readonly trackId: number;
  readonly label: string;
  readonly beginMs: number;
  lastMs: number;
}

/**
 * Joins rows of a track that have the same label. As in summaries, a label stands until the next row of
 * the track, at most half a second; a track's last row ends its run. Runs come in the order in which they end,
 * and only those that are under way are in memory.
 */
export async function* labelRuns(pages: AsyncIterable<NumberedFrame[]>): AsyncGenerator<LabelRun> {
  const open = new Map<string, OpenRun>();
  for await (const frames of pages) {
    for (const { participantId, sinceStartMs, faces } of frames) {
      for (const { trackId, emotion, uncertain } of faces) {
        const key = JSON.stringify([participantId, trackId]);
        const label = uncertain ? 'uncertain' : emotion;
        const run = open.get(key);
        const isSame = run?.label === label && sinceStartMs <= run.lastMs + LONGEST_HOLD_MS;
        if (isSame) {
          run.lastMs = sinceStartMs;
          continue;
        }
        if (run) yield ended(run, Math.min(sinceStartMs, run.lastMs + LONGEST_HOLD_MS));
        const beginMs = sinceStartMs;
        open.set(key, { participantId, trackId, label, beginMs, lastMs: beginMs });
      }
    }
  }
  for (const run of open.values()) yield ended(run, run.lastMs);
}

function ended({ lastMs: _, ...run }: OpenRun, endMs: number): LabelRun {
  return { ...run, endMs };
}
