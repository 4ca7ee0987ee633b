import { EMOTION_COUNT } from '@emostream/protocol';
import { augmentImage } from '../augmentation/augmentImage.ts';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';
import { type EmotionDataset, IMAGE_LENGTH } from '../dataset/EmotionDataset.ts';
import type { Recipe } from './Recipe.ts';

/** Parameter of the Beta distribution that the mixing weights of mixup come from. */
const MIXUP_ALPHA = 0.4;

/** Images and targets of one training step. */
export interface TrainingBatch {
  readonly count: number;
  /** `count` × 48 × 48 luma values, 0..255. */
  readonly images: Float32Array;
  /** `count` × 7 target probabilities. */
  readonly targets: Float32Array;
}

/** Builds one augmented batch from the images that `indices` names. */
export function makeBatch(
  dataset: EmotionDataset,
  indices: Uint32Array,
  recipe: Recipe,
  random: SeededRandom,
): TrainingBatch {
  const count = indices.length;
  const images = new Float32Array(count * IMAGE_LENGTH);
  const targets = new Float32Array(count * EMOTION_COUNT);
  for (const [i, index] of indices.entries()) {
    const to = i * IMAGE_LENGTH;
    augmentImage(dataset.images, index * IMAGE_LENGTH, images, to, random, recipe);
    writeTarget(dataset, index, targets, i * EMOTION_COUNT, recipe);
  }
  if (random.next() < recipe.mixup) {
    const weight = random.beta(MIXUP_ALPHA);
    mixWithReverse(images, IMAGE_LENGTH, weight);
    mixWithReverse(targets, EMOTION_COUNT, weight);
  }
  return { count, images, targets };
}

/** One-hot label, mixed with the votes where there are any, then smoothed. */
function writeTarget(
  dataset: EmotionDataset,
  index: number,
  targets: Float32Array,
  to: number,
  recipe: Recipe,
): void {
  const at = index * EMOTION_COUNT;
  const votes = dataset.votes?.subarray(at, at + EMOTION_COUNT);
  const total = votes?.reduce((sum, vote) => sum + vote, 0) ?? 0;
  const voteShare = total > 0 ? recipe.ferplusShare : 0;
  const label = dataset.labels[index];
  for (let k = 0; k < EMOTION_COUNT; k++) {
    const oneHot = k === label ? 1 : 0;
    const voted = votes && total > 0 ? (votes[k] ?? 0) / total : 0;
    const target = (1 - voteShare) * oneHot + voteShare * voted;
    targets[to + k] = (1 - recipe.labelSmoothing) * target + recipe.labelSmoothing / EMOTION_COUNT;
  }
}

/** Mixes row i with row count−1−i, in place. */
function mixWithReverse(rows: Float32Array, length: number, weight: number): void {
  const original = rows.slice();
  const count = rows.length / length;
  for (let i = 0; i < count; i++) {
    const other = (count - 1 - i) * length;
    for (let k = 0; k < length; k++) {
      const own = original[i * length + k] ?? 0;
      rows[i * length + k] = weight * own + (1 - weight) * (original[other + k] ?? 0);
    }
  }
}
