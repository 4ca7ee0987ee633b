import { EMOTIONS, type Emotion, type ValueKind } from '@emostream/protocol';
import { boxInPixels } from './boxInPixels.ts';
import { csvLine } from './csvLine.ts';
import type { NumberedFrame } from './numberedFrames.ts';
import { seconds } from './seconds.ts';

/** The order of the Python package `fer`. */
const ORDER: readonly Emotion[] = [
  'angry',
  'disgust',
  'fear',
  'happy',
  'sad',
  'surprise',
  'neutral',
];

/**
 * The wide table of the Python package `fer`: a row a frame, with `box0 angry0 … neutral0 box1 …` for as
 * many faces as the fullest frame has. Faces are in the order of their tracks; boxes are `[x, y, w, h]` in whole
 * pixels. After them, where its scripts do not look, come `frame`, `timestamp` in seconds, `participant` and
 * the tracks in the order of the boxes, between blanks.
 *
 * @param readPages is called twice: once to count the faces, once to write them
 */
export async function* exportFer(
  readPages: () => AsyncIterable<NumberedFrame[]>,
  values: ValueKind,
): AsyncGenerator<string> {
  let slots = 1;
  for await (const frames of readPages()) {
    for (const { faces } of frames) slots = Math.max(slots, faces.length);
  }
  const numbers = Array.from({ length: slots }, (_, slot) => slot);
  const header = numbers.flatMap((slot) => ['box', ...ORDER].map((name) => `${name}${slot}`));
  yield csvLine([...header, 'frame', 'timestamp', 'participant', 'tracks']);
  for await (const frames of readPages()) {
    yield frames.map((frame) => lineOf(frame, numbers, values)).join('');
  }
}

function lineOf(frame: NumberedFrame, slots: readonly number[], values: ValueKind): string {
  const faces = [...frame.faces].sort((one, other) => one.trackId - other.trackId);
  const cells = slots.flatMap((slot) => {
    const face = faces[slot];
    if (!face) return Array<null>(1 + ORDER.length).fill(null);
    const { x, y, width, height } = boxInPixels(face.box, frame);
    const box = `[${[x, y, width, height].map(Math.round).join(', ')}]`;
    return [box, ...ORDER.map((emotion) => face[values]?.[EMOTIONS.indexOf(emotion)] ?? null)];
  });
  const tracks = faces.map(({ trackId }) => trackId).join(' ');
  return csvLine([...cells, frame.frame, seconds(frame.sinceStartMs), frame.participantId, tracks]);
}
