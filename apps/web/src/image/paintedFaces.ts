import type { PredictedFace, Prediction } from '@emostream/protocol';
import type { PaintedFace } from '../overlay/paintFaces.ts';

const DIMMED = 0.3;

/**
 * The faces of a prediction as they are painted: fractions instead of pixels, numbered from one.
 *
 * @param highlighted index of the face to which the others step back; null for none
 */
export function paintedFaces(
  { faces, width, height }: Prediction,
  highlighted: number | null = null,
): PaintedFace[] {
  return faces.map((face, index) => ({
    box: {
      x: face.box.x / width,
      y: face.box.y / height,
      width: face.box.width / width,
      height: face.box.height / height,
    },
    emotion: face.emotion,
    confidence: confidenceOf(face),
    uncertain: face.uncertain,
    opacity: highlighted === null || highlighted === index ? 1 : DIMMED,
    number: faces.length > 1 ? index + 1 : null,
  }));
}

/** The probability of the face's own label. */
export function confidenceOf(face: PredictedFace): number {
  return face.probabilities[face.emotion];
}
