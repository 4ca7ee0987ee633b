import { EMOTION_COUNT } from '@emostream/protocol';
import type { LabelledPredictions } from './predictLabelled.ts';

/** A threshold on the largest probability and what it gives. */
export interface CertaintyThreshold {
  /** An estimate is certain from this probability of its label on. */
  readonly minProbability: number;
  /** Share of the certain estimates that are right. */
  readonly precision: number;
  /** Share of the images whose estimate is certain. */
  readonly share: number;
}

/** The lowest threshold, in steps of 0.01, from which on what is certain is right at least as often as asked. */
export function chooseCertainty(
  predictions: LabelledPredictions,
  minPrecision: number,
): CertaintyThreshold {
  for (let percent = 0; percent < 100; percent++) {
    const threshold = certaintyAt(predictions, percent / 100);
    if (threshold.precision >= minPrecision) return threshold;
  }
  return certaintyAt(predictions, 1);
}

/** What a threshold gives. Where nothing is certain, nothing is wrong. */
export function certaintyAt(
  { probabilities, labels }: LabelledPredictions,
  minProbability: number,
): CertaintyThreshold {
  let certain = 0;
  let right = 0;
  for (const [i, label] of labels.entries()) {
    const row = probabilities.subarray(i * EMOTION_COUNT, (i + 1) * EMOTION_COUNT);
    const highest = Math.max(...row);
    if (highest < minProbability) continue;
    certain++;
    if (row.indexOf(highest) === label) right++;
  }
  return {
    minProbability,
    precision: certain === 0 ? 1 : right / certain,
    share: labels.length === 0 ? 0 : certain / labels.length,
  };
}
