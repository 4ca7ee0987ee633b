import { EMOTION_COUNT } from '@emostream/protocol';
import { crossEntropy } from './crossEntropy.ts';

const LOWEST = 0.25;
const HIGHEST = 4;
const ROUNDS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The softmax temperature that makes probabilities the most likely (Guo et al. 2017), by golden-section search
 * on its logarithm between 1/4 and 4.
 *
 * @param probabilities `labels.length` × 7 values of temperature 1
 */
export function fitTemperature(probabilities: Float32Array, labels: Uint8Array): number {
  const loss = (logTemperature: number): number =>
    crossEntropy(withTemperature(probabilities, Math.exp(logTemperature)), labels);
  let low = Math.log(LOWEST);
  let high = Math.log(HIGHEST);
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let leftLoss = loss(left);
  let rightLoss = loss(right);
  for (let round = 0; round < ROUNDS; round++) {
    if (leftLoss < rightLoss) {
      high = right;
      right = left;
      rightLoss = leftLoss;
      left = high - GOLDEN * (high - low);
      leftLoss = loss(left);
    } else {
      low = left;
      left = right;
      leftLoss = rightLoss;
      right = low + GOLDEN * (high - low);
      rightLoss = loss(right);
    }
  }
  return Math.exp((low + high) / 2);
}

/** What the probabilities would be with the logits divided by `temperature`. */
export function withTemperature(probabilities: Float32Array, temperature: number): Float32Array {
  const changed = new Float32Array(probabilities.length);
  for (let from = 0; from < probabilities.length; from += EMOTION_COUNT) {
    let sum = 0;
    for (let k = from; k < from + EMOTION_COUNT; k++) {
      const value = Math.max(1e-12, probabilities[k] as number) ** (1 / temperature);
      changed[k] = value;
      sum += value;
    }
    for (let k = from; k < from + EMOTION_COUNT; k++) changed[k] = (changed[k] as number) / sum;
  }
  return changed;
}
