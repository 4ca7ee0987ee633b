import { CROP_SIZE, type EmotionClassifier } from '@emostream/classifier';
import { EMOTION_COUNT, type ModelReport } from '@emostream/protocol';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { type EmotionDataset, IMAGE_LENGTH } from '../dataset/EmotionDataset.ts';
import { DEGRADATIONS, type Degradation } from './degradations.ts';

const SEED = 1;
const BATCH = 64;

/**
 * Accuracy, by the dataset's own labels, on images made worse on purpose. The same images, spread over the
 * split, at every level.
 *
 * @param most how many images to take at most
 */
export async function measureRobustness(
  classifier: EmotionClassifier,
  dataset: EmotionDataset,
  most: number,
): Promise<ModelReport['robustness']> {
  const step = Math.max(1, dataset.count / most);
  const images = Math.min(most, dataset.count);
  const chosen = Array.from({ length: images }, (_, i) => Math.floor(i * step));
  const changes: ModelReport['robustness']['changes'] = [];
  const accuracy = await accuracyOf(classifier, dataset, chosen, null, 0);
  for (const degradation of DEGRADATIONS) {
    const [, ...worse] = degradation.levels;
    const levels = [{ level: degradation.levels[0] as number, accuracy }];
    for (const level of worse) {
      levels.push({
        level,
        accuracy: await accuracyOf(classifier, dataset, chosen, degradation, level),
      });
    }
    levels.sort((one, other) => one.level - other.level);
    changes.push({ change: degradation.change, levels });
  }
  return { images, accuracy, changes };
}

async function accuracyOf(
  classifier: EmotionClassifier,
  dataset: EmotionDataset,
  chosen: readonly number[],
  degradation: Degradation | null,
  level: number,
): Promise<number> {
  const random = new SeededRandom(SEED);
  const crops = new Float32Array(BATCH * CROP_SIZE);
  let right = 0;
  for (let from = 0; from < chosen.length; from += BATCH) {
    const part = chosen.slice(from, from + BATCH);
    for (const [i, index] of part.entries()) {
      const luma = dataset.images.slice(index * IMAGE_LENGTH, (index + 1) * IMAGE_LENGTH);
      const crop = degradation ? await degradation.apply(luma, level, random) : luma;
      crops.set(crop, i * CROP_SIZE);
    }
    const output = await classifier.classifyBatch(crops, part.length);
    for (const [i, index] of part.entries()) {
      const row = output.subarray(i * EMOTION_COUNT, (i + 1) * EMOTION_COUNT);
      if (row.indexOf(Math.max(...row)) === dataset.labels[index]) right++;
    }
  }
  return chosen.length === 0 ? 0 : right / chosen.length;
}
