import { EMOTIONS, type Face } from '@emostream/protocol';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import type { NumberedFace } from '../overlay/FaceAnimator.ts';

/** What the overlay shows, in words. Faces are numbered where there are several to tell apart. */
export function summaryOf(faces: readonly NumberedFace[]): string {
  if (faces.length === 0) return 'No face in the picture.';
  const numbered = faces.length > 1;
  return faces
    .map(({ number, face }) => `Face${numbered ? ` ${number}` : ''}: ${wordsFor(face)}.`)
    .join(' ');
}

function wordsFor({ emotion, uncertain, smoothed }: Face): string {
  const { label } = EMOTION_STYLE[emotion];
  if (uncertain) return `uncertain, perhaps ${label.toLowerCase()}`;
  // In tenths: a number that changes all the time says less when it is spoken.
  const tenths = Math.round(10 * (smoothed[EMOTIONS.indexOf(emotion)] ?? 0));
  return `${label.toLowerCase()}, about ${10 * tenths} percent`;
}
