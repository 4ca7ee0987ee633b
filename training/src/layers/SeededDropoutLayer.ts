import * as tf from '@tensorflow/tfjs';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';

/**
 * tf.layers' Dropout drawing from a generator of ours, so that a resumed run drops the same values. It is
 * saved under the standard layer's name and settings.
 */
export class SeededDropoutLayer extends tf.layers.Layer {
  static readonly className = 'Dropout';
  readonly #rate: number;
  readonly #random: SeededRandom;

  constructor(settings: { name: string; rate: number; random: SeededRandom }) {
    super({ name: settings.name });
    this.#rate = settings.rate;
    this.#random = settings.random;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
    if (!kwargs.training || this.#rate === 0) return x;
    return tf.dropout(x, this.#rate, undefined, this.#random.uint32());
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.#rate };
  }
}
