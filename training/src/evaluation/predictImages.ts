import type { EmotionClassifier } from '@emostream/classifier';
import { EMOTION_COUNT } from '@emostream/protocol';
import { IMAGE_LENGTH, IMAGE_SIZE } from '../dataset/EmotionDataset.ts';
import type { LabelledImages } from './chooseLabels.ts';

const BATCH = 64;

/**
 * Classifies images as they are, one crop each.
 *
 * @param mirror Averages each image's probabilities with those of its mirror image.
 * @returns `count` × 7 probabilities.
 */
export async function predictImages(
  classifier: EmotionClassifier,
  { count, images }: LabelledImages,
  mirror: boolean,
): Promise<Float32Array> {
  const probabilities = new Float32Array(count * EMOTION_COUNT);
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    const range = [from * IMAGE_LENGTH, (from + size) * IMAGE_LENGTH] as const;
    const crops = Float32Array.from(images.subarray(...range));
    const output = await classifier.classifyBatch(crops, size);
    if (mirror) {
      const mirrored = await classifier.classifyBatch(mirrorImages(crops), size);
      for (const [i, value] of mirrored.entries()) output[i] = ((output[i] ?? 0) + value) / 2;
    }
    probabilities.set(output, from * EMOTION_COUNT);
  }
  return probabilities;
}

/** Reverses every row of pixels. */
function mirrorImages(crops: Float32Array): Float32Array {
  const mirrored = new Float32Array(crops.length);
  for (let row = 0; row < crops.length; row += IMAGE_SIZE) {
    mirrored.set(crops.slice(row, row + IMAGE_SIZE).reverse(), row);
  }
  return mirrored;
}
