import type { EmotionClassifier } from '@emostream/classifier';
import { EMOTIONS } from '@emostream/protocol';
import type { EmotionDataset, Split } from '../dataset/EmotionDataset.ts';
import type { LabelSet } from './chooseLabels.ts';
import { type Measures, measure } from './measure.ts';
import { predictLabelled } from './predictLabelled.ts';

/** A model measured on one split against one set of labels. */
export interface Evaluation extends Measures {
  readonly model: string;
  readonly split: Split;
  readonly labels: LabelSet;
  /** The order of the confusion matrix. */
  readonly classes: readonly string[];
  /** Whether each image was averaged with its mirror image. */
  readonly mirror: boolean;
}

/** Measures a classifier on a split, one crop an image. */
export async function evaluateModel(
  classifier: EmotionClassifier,
  dataset: EmotionDataset,
  labels: LabelSet,
  mirror: boolean,
): Promise<Evaluation> {
  const predictions = await predictLabelled(classifier, dataset, labels, mirror);
  return {
    model: classifier.manifest.id,
    split: dataset.split,
    labels,
    classes: EMOTIONS,
    mirror,
    ...measure(predictions.probabilities, predictions.labels),
  };
}
