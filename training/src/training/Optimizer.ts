import * as tf from '@tensorflow/tfjs';
import type { Recipe } from './Recipe.ts';

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** Steps a vector of weights down its gradient, by Nesterov momentum or Adam (Keras' definitions). */
export class Optimizer {
  readonly #recipe: Pick<Recipe, 'optimizer' | 'momentum' | 'weightDecay'>;
  readonly #decayMask: tf.Tensor1D;
  #steps = 0;
  #slots: tf.Tensor1D[];

  constructor(
    recipe: Pick<Recipe, 'optimizer' | 'momentum' | 'weightDecay'>,
    decayMask: tf.Tensor1D,
  ) {
    this.#recipe = recipe;
    this.#decayMask = decayMask;
    const count = recipe.optimizer === 'adam' ? 2 : 1;
    this.#slots = Array.from({ length: count }, () => tf.zerosLike(decayMask));
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

  /** The weights after one step. */
  step(weights: tf.Tensor1D, gradient: tf.Tensor1D, rate: number): tf.Tensor1D {
    this.#steps++;
    const { weightDecay, optimizer } = this.#recipe;
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
    const { momentum } = this.#recipe;
    const [velocity] = this.#slots as [tf.Tensor1D];
    const next = tf.tidy(() => velocity.mul(momentum).add(gradient)) as tf.Tensor1D;
    this.#replace([next]);
    return tf.tidy(() => weights.sub(gradient.add(next.mul(momentum)).mul(rate)));
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
