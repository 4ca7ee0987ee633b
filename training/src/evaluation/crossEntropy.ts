import { EMOTION_COUNT } from '@emostream/protocol';

/** Mean negative logarithm of the probability given to the true class. */
export function crossEntropy(probabilities: Float32Array, labels: Uint8Array): number {
  let sum = 0;
  for (const [i, label] of labels.entries()) {
    sum -= Math.log(Math.max(1e-12, probabilities[i * EMOTION_COUNT + label] ?? 0));
  }
  return sum / labels.length;
}
