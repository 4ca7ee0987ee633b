import { EMOTIONS, type ValueKind } from '@emostream/protocol';
import { boxInPixels } from './boxInPixels.ts';
import { csvLine } from './csvLine.ts';
import type { NumberedFrame } from './numberedFrames.ts';
import { seconds } from './seconds.ts';

const HEADER = [
  ...['frame', 'face_id', 'timestamp', 'confidence', 'success', 'x', 'y', 'width', 'height'],
  ...EMOTIONS,
  'participant',
];

/**
 * A table that begins as OpenFace's does: frames from 1, `face_id` the track, the time in seconds, `success`
 * 1 or 0. Then the box in pixels and seven values, which OpenFace does not have, and the participant, for
 * frames are numbered for each. A frame without a face is one row with `success` 0, `face_id` 0 and no values.
 */
export async function* exportOpenFace(
  pages: AsyncIterable<NumberedFrame[]>,
  values: ValueKind,
): AsyncGenerator<string> {
  yield csvLine(HEADER);
  for await (const frames of pages)
    yield frames.flatMap((frame) => linesOf(frame, values)).join('');
}

function linesOf(frame: NumberedFrame, values: ValueKind): string[] {
  const number = frame.frame + 1;
  const time = seconds(frame.sinceStartMs);
  if (frame.faces.length === 0) {
    const nothing = Array<null>(4 + EMOTIONS.length).fill(null);
    return [csvLine([number, 0, time, 0, 0, ...nothing, frame.participantId])];
  }
  return frame.faces.map((face) => {
    const { x, y, width, height } = boxInPixels(face.box, frame);
    const seven = EMOTIONS.map((_, index) => face[values]?.[index] ?? null);
    const place = [number, face.trackId, time, face.score, 1, x, y, width, height];
    return csvLine([...place, ...seven, frame.participantId]);
  });
}
