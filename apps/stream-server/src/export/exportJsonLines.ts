import { EMOTIONS } from '@emostream/protocol';
import type { NumberedFrame } from './numberedFrames.ts';
import { seconds } from './seconds.ts';

/** One JSON object a frame, with all that is recorded of it; probabilities by name, boxes in fractions. */
export async function* exportJsonLines(
  pages: AsyncIterable<NumberedFrame[]>,
): AsyncGenerator<string> {
  for await (const frames of pages) {
    yield frames.map((frame) => `${JSON.stringify(objectOf(frame))}\n`).join('');
  }
}

function objectOf({ sinceStartMs, faces, ...frame }: NumberedFrame) {
  return {
    ...frame,
    timestamp: seconds(sinceStartMs),
    timestampUtc: new Date(frame.atMs).toISOString(),
    faces: faces.map((face) => ({
      ...face,
      raw: byName(face.raw),
      smoothed: byName(face.smoothed),
      adjusted: face.adjusted && byName(face.adjusted),
    })),
  };
}

function byName(values: readonly number[]): Record<string, number> {
  return Object.fromEntries(EMOTIONS.map((emotion, index) => [emotion, values[index] ?? 0]));
}
