import type { EmotionClassifier } from '@emostream/classifier';
import type { EmotionDataset } from '../dataset/EmotionDataset.ts';
import { chooseLabels, type LabelSet } from './chooseLabels.ts';
import { predictImages } from './predictImages.ts';

/** Predictions and labels of some images. */
export interface LabelledPredictions {
  /** `labels.length` × 7 */
  readonly probabilities: Float32Array;
  readonly labels: Uint8Array;
}

/**
 * Classifies the images that a label set holds.
 *
 * @param mirror averages each image with its mirror image
 * @throws DatasetError where the set needs votes that there are none of
 */
export async function predictLabelled(
  classifier: EmotionClassifier,
  dataset: EmotionDataset,
  labelSet: LabelSet,
  mirror: boolean,
): Promise<LabelledPredictions> {
  const chosen = chooseLabels(dataset, labelSet);
  return {
    probabilities: await predictImages(classifier, chosen, mirror),
    labels: chosen.labels,
  };
}
