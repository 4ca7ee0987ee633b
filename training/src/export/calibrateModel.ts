import type { EmotionClassifier } from '@emostream/classifier';
import type { Certainty } from '@emostream/protocol';
import type { EmotionDataset } from '../dataset/EmotionDataset.ts';
import { certaintyAt, chooseCertainty } from '../evaluation/chooseCertainty.ts';
import type { LabelSet } from '../evaluation/chooseLabels.ts';
import { fitTemperature, withTemperature } from '../evaluation/fitTemperature.ts';
import { halves } from '../evaluation/halves.ts';
import { measure } from '../evaluation/measure.ts';
import { type LabelledPredictions, predictLabelled } from '../evaluation/predictLabelled.ts';

/** What is shown as certain shall be right at least this often. */
const CERTAIN_PRECISION = 0.92;

/** What calibration found. */
export interface Calibration {
  /** Fitted on the whole split. */
  readonly temperature: number;
  readonly certainty: Certainty;
  /** What the same fits give on images they were not fitted on: each half by the other half's. */
  readonly heldOut: {
    readonly ece: number;
    readonly certain: { readonly precision: number; readonly share: number };
  };
}

/** Nothing measured: temperature 1, and a threshold that asks for more sureness than doubt. */
export const UNCALIBRATED: Pick<Calibration, 'temperature' | 'certainty'> = {
  temperature: 1,
  certainty: { minProbability: 0.5, chosenOn: null, precision: null, share: null },
};

/**
 * Fits the temperature to a split's own labels, which all images have, and chooses the threshold of certainty
 * by the FER+ majority, which is nearer to the truth; by the own labels where there are no votes.
 *
 * @param classifier gives probabilities of temperature 1
 */
export async function calibrateModel(
  classifier: EmotionClassifier,
  dataset: EmotionDataset,
): Promise<Calibration> {
  const judge: LabelSet = dataset.votes === null ? 'fer2013' : 'ferplus';
  const own = await predictLabelled(classifier, dataset, 'fer2013', false);
  const judged = await predictLabelled(classifier, dataset, judge, false);
  const temperature = fitTemperature(own.probabilities, own.labels);
  const chosen = chooseCertainty(cooled(judged, temperature), CERTAIN_PRECISION);

  const [ownHalves, judgedHalves] = [halves(own), halves(judged)];
  const heldOutOwn: LabelledPredictions[] = [];
  let certain = 0;
  let right = 0;
  for (const half of [0, 1] as const) {
    const other = (1 - half) as 0 | 1;
    const fitted = fitTemperature(ownHalves[other].probabilities, ownHalves[other].labels);
    heldOutOwn.push(cooled(ownHalves[half], fitted));
    const { minProbability } = chooseCertainty(
      cooled(judgedHalves[other], fitted),
      CERTAIN_PRECISION,
    );
    const at = certaintyAt(cooled(judgedHalves[half], fitted), minProbability);
    const images = at.share * judgedHalves[half].labels.length;
    certain += images;
    right += at.precision * images;
  }
  return {
    temperature,
    certainty: { ...chosen, chosenOn: `${dataset.split}-${judge}` },
    heldOut: {
      ece: eceOf(heldOutOwn),
      certain: { precision: right / certain, share: certain / judged.labels.length },
    },
  };
}

/** Over the images of all parts together: bins of few images would add chance. */
function eceOf(parts: readonly LabelledPredictions[]): number {
  const probabilities = Float32Array.from(parts.flatMap((part) => [...part.probabilities]));
  const labels = Uint8Array.from(parts.flatMap((part) => [...part.labels]));
  return measure(probabilities, labels).ece;
}

function cooled(
  { probabilities, labels }: LabelledPredictions,
  temperature: number,
): LabelledPredictions {
  return { probabilities: withTemperature(probabilities, temperature), labels };
}
