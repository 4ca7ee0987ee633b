import type { FaceQuality } from '@emostream/protocol';

/**
 * Whether an estimate is to be shown as uncertain, live and in pictures: its label is less probable than
 * what the model's manifest found to be right often enough, or the face is hard to read.
 *
 * @param probability of the label that is shown, 0..1
 * @param minProbability `certainty.minProbability` of the model that gave it
 */
export function isUncertain(
  probability: number,
  quality: FaceQuality,
  minProbability: number,
): boolean {
  return probability < minProbability || quality !== 'good';
}
