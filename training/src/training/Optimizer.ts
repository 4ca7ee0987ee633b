import * as tf from '@tensorflow/tfjs';
import { orthogonalized } from './orthogonalized.ts';
import type { Recipe } from './Recipe.ts';

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

type OptimizerSettings = Pick<Recipe, 'optimizer' | 'lr' | 'muonLr' | 'momentum' | 'weightDecay'>;

/** One weight's place in the vector of all. */
interface Part {
  readonly from: number;
  readonly size: number;
  readonly shape: readonly number[];
}

/**
 * Steps a vector of weights down its gradient, by Nesterov momentum or Adam (Keras' definitions), or by Muon
 * (Jordan et al. 2024): convolution kernels of more than one input channel step along their orthogonalized
 * momentum and keep a fixed norm, which the batch normalization after each makes harmless, and everything else
 * goes by Nesterov momentum.
 */
export class Optimizer {
  readonly #settings: OptimizerSettings;
  readonly #parts: readonly Part[];
  readonly #decayMask: tf.Tensor1D;
  #steps = 0;
  #slots: tf.Tensor1D[];

  /** @param shapes of the weights, in their order in the vector; kernels ([h, w, in, out]) and matrices decay */
  constructor(settings: OptimizerSettings, shapes: readonly (readonly number[])[]) {
    this.#settings = settings;
    let from = 0;
    this.#parts = shapes.map((shape) => {
      const size = shape.reduce((product, side) => product * side, 1);
      const part = { from, size, shape };
      from += size;
      return part;
    });
    const mask = new Float32Array(from);
    for (const part of this.#parts) {
      const decays = part.shape.length > 1 && !this.#goesByMuon(part);
      mask.fill(decays ? 1 : 0, part.from, part.from + part.size);
    }
    this.#decayMask = tf.tensor1d(mask);
    const count = settings.optimizer === 'adam' ? 2 : 1;
    this.#slots = Array.from({ length: count }, () => tf.zerosLike(this.#decayMask));
  }

  /** Steps taken so far, and the moments that the next step needs. */
  get state(): { readonly steps: number; readonly slots: readonly tf.Tensor1D[] } {
    return { steps: this.#steps, slots: this.#slots };
  }

  /** Takes a state over; owns the tensors from then on. */
  restore(steps: number, slots: tf.Tensor1D[]): void {
    if (slots.length !== this.#slots.length) {
      throw new Error(`the optimizer keeps ${this.#slots.length} vectors, got ${slots.length}`);
    }
    this.#replace(slots);
    this.#steps = steps;
  }

  /**
   * The weights after one step.
   *
   * @param rate the schedule's learning rate, at most `lr`; Muon's is the same share of `muonLr`
   */
  step(weights: tf.Tensor1D, gradient: tf.Tensor1D, rate: number): tf.Tensor1D {
    this.#steps++;
    const { weightDecay, optimizer } = this.#settings;
    const decayed =
      weightDecay > 0
        ? tf.tidy(() => gradient.add(weights.mul(this.#decayMask).mul(weightDecay)))
        : gradient;
    const next =
      optimizer === 'adam'
        ? this.#adam(weights, decayed as tf.Tensor1D, rate)
        : this.#nesterov(weights, decayed as tf.Tensor1D, rate);
    if (decayed !== gradient) decayed.dispose();
    return next;
  }

  dispose(): void {
    tf.dispose([this.#decayMask, ...this.#slots]);
  }

  #nesterov(weights: tf.Tensor1D, gradient: tf.Tensor1D, rate: number): tf.Tensor1D {
    const { momentum, optimizer, lr, muonLr } = this.#settings;
    const [velocity] = this.#slots as [tf.Tensor1D];
    const next = tf.tidy(() => velocity.mul(momentum).add(gradient)) as tf.Tensor1D;
    this.#replace([next]);
    return tf.tidy(() => {
      const direction = gradient.add(next.mul(momentum)) as tf.Tensor1D;
      if (optimizer === 'sgd') return weights.sub(direction.mul(rate));
      const muonRate = (rate / lr) * muonLr;
      return tf.concat1d(
        this.#parts.map((part) => {
          const own = weights.slice(part.from, part.size);
          const along = direction.slice(part.from, part.size);
          return this.#goesByMuon(part)
            ? muonStep(own, along, part.shape, muonRate)
            : (own.sub(along.mul(rate)) as tf.Tensor1D);
        }),
      );
    });
  }

  #goesByMuon({ shape }: Part): boolean {
    return this.#settings.optimizer === 'muon' && shape.length === 4 && (shape[2] as number) > 1;
  }

  #adam(weights: tf.Tensor1D, gradient: tf.Tensor1D, rate: number): tf.Tensor1D {
    const { beta1, beta2, epsilon } = ADAM;
    const [mean, square] = this.#slots as [tf.Tensor1D, tf.Tensor1D];
    this.#replace([
      tf.tidy(() => mean.mul(beta1).add(gradient.mul(1 - beta1))),
      tf.tidy(() => square.mul(beta2).add(gradient.square().mul(1 - beta2))),
    ]);
    const [nextMean, nextSquare] = this.#slots as [tf.Tensor1D, tf.Tensor1D];
    const corrected = (rate * Math.sqrt(1 - beta2 ** this.#steps)) / (1 - beta1 ** this.#steps);
    return tf.tidy(() => weights.sub(nextMean.mul(corrected).div(nextSquare.sqrt().add(epsilon))));
  }

  #replace(slots: tf.Tensor1D[]): void {
    tf.dispose(this.#slots);
    this.#slots = slots;
  }
}

/** One kernel's step: scaled to the norm √out, then along the orthogonalized direction. */
function muonStep(
  kernel: tf.Tensor1D,
  direction: tf.Tensor1D,
  shape: readonly number[],
  rate: number,
): tf.Tensor1D {
  const out = shape[3] as number;
  const update = orthogonalized(direction.reshape([-1, out]));
  const scaled = kernel.mul(tf.div(Math.sqrt(out), tf.norm(kernel)));
  return scaled.sub(update.flatten().mul(rate));
}
