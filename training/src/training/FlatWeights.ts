import * as tf from '@tensorflow/tfjs';

/**
 * A network's weights as two vectors, the trained ones and the batch normalizations' statistics, so that
 * optimizer and averaging are a few operations on long vectors instead of several on each of a hundred
 * small tensors.
 */
export class FlatWeights {
  readonly #trained: readonly tf.LayerVariable[];
  readonly #statistics: readonly tf.LayerVariable[];

  constructor(model: tf.LayersModel) {
    this.#trained = model.trainableWeights;
    this.#statistics = model.nonTrainableWeights;
  }

  /** The trained weights, as `tf.variableGrads` wants them. */
  get variables(): tf.Variable[] {
    return this.#trained.map((weight) => weight.read() as tf.Variable);
  }

  /** Shapes of the trained weights, in their order in the vector. */
  get shapes(): number[][] {
    return this.#trained.map((weight) => weight.shape as number[]);
  }

  /** Joins gradients in the order of the weights. */
  joinGradients(gradients: Readonly<Record<string, tf.Tensor>>): tf.Tensor1D {
    return tf.concat1d(
      this.variables.map((variable) => {
        const gradient = gradients[variable.name];
        if (!gradient) throw new Error(`weight ${variable.name} has no gradient`);
        return gradient.flatten();
      }),
    );
  }

  trained(): tf.Tensor1D {
    return join(this.#trained);
  }

  statistics(): tf.Tensor1D {
    return join(this.#statistics);
  }

  writeTrained(flat: tf.Tensor1D): void {
    write(this.#trained, flat);
  }

  writeStatistics(flat: tf.Tensor1D): void {
    write(this.#statistics, flat);
  }
}

function sizeOf(weight: tf.LayerVariable): number {
  return weight.shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}

function join(weights: readonly tf.LayerVariable[]): tf.Tensor1D {
  if (weights.length === 0) return tf.tensor1d([], 'float32');
  return tf.tidy(() => tf.concat1d(weights.map((weight) => weight.read().flatten())));
}

function write(weights: readonly tf.LayerVariable[], flat: tf.Tensor1D): void {
  if (weights.length === 0) return;
  tf.tidy(() => {
    const parts = tf.split(flat, weights.map(sizeOf));
    for (const [i, weight] of weights.entries()) {
      const part = parts[i];
      if (part) weight.write(part.reshape(weight.shape as number[]));
    }
  });
}
