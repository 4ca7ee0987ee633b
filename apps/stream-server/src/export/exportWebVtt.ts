import { LONGEST_HOLD_MS } from '../store/readTrackRows.ts';
import { clockTime } from './clockTime.ts';
import type { NumberedFrame } from './numberedFrames.ts';

/** A cue that waits to learn when its participant's next frame comes. */
interface OpenCue {
  readonly frame: NumberedFrame;
  endMs: number | null;
}

/**
 * WebVTT for a metadata track: a cue a frame, with JSON as its payload, from the frame to the next one of
 * the same participant, at most half a second. Times are after the session's first frame.
 */
export async function* exportWebVtt(pages: AsyncIterable<NumberedFrame[]>): AsyncGenerator<string> {
  yield 'WEBVTT\n\nNOTE Expression estimates of a session, a cue a frame, each a JSON object.\n\n';
  const waiting: OpenCue[] = [];
  const latest = new Map<string, OpenCue>();
  for await (const frames of pages) {
    const done: string[] = [];
    for (const frame of frames) {
      const before = latest.get(frame.participantId);
      if (before) before.endMs ??= frame.sinceStartMs;
      const cue: OpenCue = { frame, endMs: null };
      latest.set(frame.participantId, cue);
      waiting.push(cue);
      // In the order of their beginnings, as the format wants it.
      for (let next = waiting[0]; next && isOver(next, frame.sinceStartMs); next = waiting[0]) {
        done.push(cueText(next));
        waiting.shift();
      }
    }
    yield done.join('');
  }
  yield waiting.map(cueText).join('');
}

function isOver({ frame, endMs }: OpenCue, nowMs: number): boolean {
  return endMs !== null || nowMs >= frame.sinceStartMs + LONGEST_HOLD_MS;
}

function cueText({ frame, endMs }: OpenCue): string {
  const startMs = Math.round(frame.sinceStartMs);
  const latestMs = startMs + LONGEST_HOLD_MS;
  // A cue has a length.
  const end = Math.max(startMs + 1, Math.min(endMs ?? latestMs, latestMs));
  const payload = JSON.stringify({
    participant: frame.participantId,
    name: frame.participantName,
    frame: frame.frame,
    faces: frame.faces.map(({ trackId, box, score, emotion, uncertain, raw, smoothed }) => ({
      track: trackId,
      box,
      score,
      emotion,
      uncertain,
      raw,
      smoothed,
    })),
  });
  // An arrow in a name would end the payload.
  const safe = payload.replaceAll('>', '\\u003e');
  return `${clockTime(startMs)} --> ${clockTime(end)}\n${safe}\n\n`;
}
