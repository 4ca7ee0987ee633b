/**
 * The seven classes, in the one order used everywhere: model outputs, manifests, wire arrays and
 * exports. Every array of seven probabilities follows it.
 */
export const EMOTIONS = [
  'angry',
  'disgust',
  'fear',
  'happy',
  'neutral',
  'sad',
  'surprise',
] as const;

/** One of the seven class names. */
export type Emotion = (typeof EMOTIONS)[number];

/** Number of classes, the length of every probability vector. */
export const EMOTION_COUNT = EMOTIONS.length;
