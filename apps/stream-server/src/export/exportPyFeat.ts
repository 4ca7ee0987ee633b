import { EMOTIONS, type Emotion, type ValueKind } from '@emostream/protocol';
import { boxInPixels } from './boxInPixels.ts';
import { csvLine } from './csvLine.ts';
import type { NumberedFrame } from './numberedFrames.ts';

/** py-feat's names in py-feat's order. */
const COLUMNS: readonly (readonly [name: string, emotion: Emotion])[] = [
  ['anger', 'angry'],
  ['disgust', 'disgust'],
  ['fear', 'fear'],
  ['happiness', 'happy'],
  ['sadness', 'sad'],
  ['surprise', 'surprise'],
  ['neutral', 'neutral'],
];

const HEADER = [
  ...['FaceRectX', 'FaceRectY', 'FaceRectWidth', 'FaceRectHeight', 'FaceScore'],
  ...COLUMNS.map(([name]) => name),
  ...['frame', 'approx_time', 'participant', 'track'],
];

/**
 * The columns that py-feat's `Fex` knows: a row a face, boxes in pixels, frames from 0, `approx_time` in
 * minutes and seconds; then participant and track. A frame without a face is a row without values, which
 * pandas reads as NaN, as py-feat has it.
 */
export async function* exportPyFeat(
  pages: AsyncIterable<NumberedFrame[]>,
  values: ValueKind,
): AsyncGenerator<string> {
  yield csvLine(HEADER);
  for await (const frames of pages)
    yield frames.flatMap((frame) => linesOf(frame, values)).join('');
}

function linesOf(frame: NumberedFrame, values: ValueKind): string[] {
  const place = [frame.frame, minutesAndSeconds(frame.sinceStartMs), frame.participantId];
  if (frame.faces.length === 0) {
    const nothing = Array<null>(5 + COLUMNS.length).fill(null);
    return [csvLine([...nothing, ...place, null])];
  }
  return frame.faces.map((face) => {
    const { x, y, width, height } = boxInPixels(face.box, frame);
    const seven = COLUMNS.map(([, emotion]) => face[values]?.[EMOTIONS.indexOf(emotion)] ?? null);
    return csvLine([x, y, width, height, face.score, ...seven, ...place, face.trackId]);
  });
}

function minutesAndSeconds(ms: number): string {
  const whole = Math.floor(ms / 1000);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(whole / 60))}:${pad(whole % 60)}`;
}
