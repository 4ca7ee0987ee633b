import * as tf from '@tensorflow/tfjs';
import { trainingBatchNorm } from './trainingBatchNorm.ts';

/** Settings of a batch normalization layer over the last axis. */
export interface BatchNormSettings {
  readonly name: string;
  /** What the moving statistics keep at each step. */
  readonly momentum: number;
  readonly epsilon: number;
}

/**
 * tf.layers' BatchNormalization with a faster training step on the native backends. It is saved under the
 * standard layer's name and settings, so that an exported model loads without this class.
 */
export class BatchNormLayer extends tf.layers.Layer {
  static readonly className = 'BatchNormalization';
  readonly #settings: BatchNormSettings;
  #weights: Record<'gamma' | 'beta' | 'mean' | 'variance', tf.LayerVariable> | null = null;

  constructor(settings: BatchNormSettings) {
    super({ name: settings.name });
    this.#settings = settings;
  }

  override build(inputShape: tf.Shape): void {
    const shape = [inputShape.at(-1) as number];
    const { zeros, ones } = tf.initializers;
    this.#weights = {
      gamma: this.addWeight('gamma', shape, 'float32', ones()),
      beta: this.addWeight('beta', shape, 'float32', zeros()),
      mean: this.addWeight('moving_mean', shape, 'float32', zeros(), undefined, false),
      variance: this.addWeight('moving_variance', shape, 'float32', ones(), undefined, false),
    };
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
      if (!this.#weights) throw new Error(`${this.name} is not built`);
      const { gamma, beta, mean, variance } = this.#weights;
      const { epsilon } = this.#settings;
      if (!kwargs.training) {
        const scale = tf.mul(gamma.read(), tf.rsqrt(tf.add(variance.read(), epsilon)));
        return tf.add(tf.mul(x, scale), tf.sub(beta.read(), tf.mul(mean.read(), scale)));
      }
      return trainingBatchNorm(
        x,
        gamma.read() as tf.Tensor1D,
        beta.read() as tf.Tensor1D,
        epsilon,
        (batchMean, batchVariance) => {
          this.#follow(mean, batchMean);
          this.#follow(variance, batchVariance);
        },
      );
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { momentum, epsilon } = this.#settings;
    return { ...super.getConfig(), axis: -1, momentum, epsilon, center: true, scale: true };
  }

  #follow(moving: tf.LayerVariable, batch: tf.Tensor): void {
    const step = tf.mul(tf.sub(batch, moving.read()), 1 - this.#settings.momentum);
    moving.write(tf.add(moving.read(), step));
  }
}
