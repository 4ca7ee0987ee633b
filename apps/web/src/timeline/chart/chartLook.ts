import { EMOTIONS, type Emotion } from '@emostream/protocol';

const BOTTOM_UP: readonly Emotion[] = [
  'neutral',
  'happy',
  'surprise',
  'sad',
  'fear',
  'disgust',
  'angry',
];

/** The stack's layers from the bottom up, as indices into `EMOTIONS`: the quietest is the ground. */
export const STACK_ORDER: readonly number[] = BOTTOM_UP.map((emotion) => EMOTIONS.indexOf(emotion));

/** How each line is dashed, in the order of `EMOTIONS`: the cue beside the colour. */
export const LINE_DASHES: readonly (readonly number[])[] = [
  [7, 3],
  [2, 3],
  [9, 3, 2, 3],
  [],
  [],
  [12, 4],
  [4, 3],
];
/** Thinner for the label that is nearly always there. */
export const LINE_WIDTHS: readonly number[] = [2, 2, 2, 2.25, 1.25, 2, 2];
