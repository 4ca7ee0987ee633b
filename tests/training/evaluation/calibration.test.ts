import { EMOTION_COUNT } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';
import { chooseCertainty } from '../../../training/src/evaluation/chooseCertainty.ts';
import {
  fitTemperature,
  withTemperature,
} from '../../../training/src/evaluation/fitTemperature.ts';
import { measure } from '../../../training/src/evaluation/measure.ts';

const COUNT = 4000;

/** Predictions whose labels are drawn by their own probabilities: they are calibrated as they are. */
function calibrated() {
  const random = new SeededRandom(1);
  const probabilities = new Float32Array(COUNT * EMOTION_COUNT);
  const labels = new Uint8Array(COUNT);
  for (let i = 0; i < COUNT; i++) {
    const weights = Array.from({ length: EMOTION_COUNT }, () => Math.exp(2 * random.normal()));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let draw = random.next() * sum;
    labels[i] = Math.max(
      0,
      weights.findIndex((weight) => {
        draw -= weight;
        return draw < 0;
      }),
    );
    for (const [k, weight] of weights.entries())
      probabilities[i * EMOTION_COUNT + k] = weight / sum;
  }
  return { probabilities, labels };
}

describe('calibration', () => {
  const { probabilities, labels } = calibrated();

  it('finds the temperature that undoes a sharpening', () => {
    const sharpened = withTemperature(probabilities, 0.5);
    expect(fitTemperature(sharpened, labels)).toBeCloseTo(2, 1);
    const mended = withTemperature(sharpened, fitTemperature(sharpened, labels));
    expect(measure(sharpened, labels).ece).toBeGreaterThan(0.08);
    expect(measure(mended, labels).ece).toBeLessThan(0.03);
  });

  it('leaves what is calibrated as it is', () => {
    expect(fitTemperature(probabilities, labels)).toBeCloseTo(1, 1);
  });

  it('chooses the lowest threshold whose certain estimates are right often enough', () => {
    const { minProbability, precision, share } = chooseCertainty({ probabilities, labels }, 0.9);
    const rightFrom = (threshold: number) => {
      let [certain, right] = [0, 0];
      for (const [i, label] of labels.entries()) {
        const row = probabilities.subarray(i * EMOTION_COUNT, (i + 1) * EMOTION_COUNT);
        if (Math.max(...row) < threshold) continue;
        certain++;
        if (row[label] === Math.max(...row)) right++;
      }
      return right / certain;
    };
    expect(precision).toBeCloseTo(rightFrom(minProbability), 12);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(rightFrom(minProbability - 0.01)).toBeLessThan(0.9);
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.5);
  });

  it('calls nothing certain where nothing is right often enough', () => {
    const wrong = labels.map((label) => (label + 1) % EMOTION_COUNT);
    const sure = new Float32Array(COUNT * EMOTION_COUNT);
    for (const [i, label] of labels.entries()) sure[i * EMOTION_COUNT + label] = 0.9;
    expect(chooseCertainty({ probabilities: sure, labels: wrong }, 0.9).share).toBe(0);
  });
});
