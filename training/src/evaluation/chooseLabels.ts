import { EMOTION_COUNT } from '@emostream/protocol';
import { DatasetError } from '../dataset/DatasetError.ts';
import { type EmotionDataset, IMAGE_LENGTH } from '../dataset/EmotionDataset.ts';

/** Sets of labels to measure against. */
export const LABEL_SETS = ['fer2013', 'ferplus'] as const;
export type LabelSet = (typeof LABEL_SETS)[number];

/** Images with one label each. */
export interface LabelledImages {
  readonly count: number;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * The images that a label set holds, with its labels. `fer2013` is the dataset's own labels. `ferplus` is
 * the images on which more than half of all FER+ votes (those for contempt, "unknown" and "no face"
 * count as votes) agree on one of our seven classes, labelled with it.
 *
 * @throws DatasetError when there are no votes, or no image is agreed upon.
 */
export function chooseLabels(dataset: EmotionDataset, labelSet: LabelSet): LabelledImages {
  if (labelSet === 'fer2013') return dataset;
  const { votes, voteTotals } = dataset;
  if (!votes || !voteTotals) throw new DatasetError('the ferplus labels need a FER+ vote file');
  const chosen: { index: number; label: number }[] = [];
  for (let index = 0; index < dataset.count; index++) {
    const row = votes.subarray(index * EMOTION_COUNT, (index + 1) * EMOTION_COUNT);
    const most = Math.max(...row);
    if (most > (voteTotals[index] ?? 0) / 2) chosen.push({ index, label: row.indexOf(most) });
  }
  if (chosen.length === 0) {
    throw new DatasetError(`the split ${dataset.split} holds no image with a FER+ majority`);
  }
  const images = new Uint8Array(chosen.length * IMAGE_LENGTH);
  for (const [i, { index }] of chosen.entries()) {
    const from = index * IMAGE_LENGTH;
    images.set(dataset.images.subarray(from, from + IMAGE_LENGTH), i * IMAGE_LENGTH);
  }
  return {
    count: chosen.length,
    images,
    labels: Uint8Array.from(chosen, ({ label }) => label),
  };
}
