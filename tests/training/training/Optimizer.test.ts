import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Optimizer } from '../../../training/src/training/Optimizer.ts';

/** Minimizes x²/2 (gradient x) from 1 and gives the value after each step. */
function descend(optimizer: Optimizer, steps: number, rate: number): number[] {
  let weights = tf.tensor1d([1]);
  return Array.from({ length: steps }, () => {
    weights = optimizer.step(weights, weights.clone(), rate);
    return weights.dataSync()[0] ?? Number.NaN;
  });
}

const SETTINGS = { optimizer: 'sgd', lr: 0.1, muonLr: 0.05, momentum: 0, weightDecay: 0 } as const;

describe('Optimizer', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('takes Nesterov steps', () => {
    const optimizer = new Optimizer({ ...SETTINGS, momentum: 0.9 }, [[1]]);
    // v₁ = 1, x₁ = 1 − 0.1 (1 + 0.9); v₂ = 0.9 + x₁, x₂ = x₁ − 0.1 (x₁ + 0.9 v₂).
    const x1 = 1 - 0.1 * 1.9;
    const x2 = x1 - 0.1 * (x1 + 0.9 * (0.9 + x1));
    const [first, second] = descend(optimizer, 2, 0.1);
    expect(first).toBeCloseTo(x1, 6);
    expect(second).toBeCloseTo(x2, 6);
  });

  it('takes the same steps as tfjs with Adam', () => {
    const reference = tf.train.adam(0.05, 0.9, 0.999, 1e-7);
    const variable = tf.variable(tf.tensor1d([1]));
    const expected = Array.from({ length: 5 }, () => {
      reference.minimize(() => variable.square().sum().div(2) as tf.Scalar);
      return variable.dataSync()[0] ?? Number.NaN;
    });
    const optimizer = new Optimizer({ ...SETTINGS, optimizer: 'adam' }, [[1]]);
    for (const [i, value] of descend(optimizer, 5, 0.05).entries()) {
      expect(value).toBeCloseTo(expected[i] ?? 0, 4);
    }
  });

  it('decays kernels and matrices, not biases', () => {
    const optimizer = new Optimizer({ ...SETTINGS, weightDecay: 0.5 }, [[1, 1], [1]]);
    const next = optimizer.step(tf.tensor1d([2, 2]), tf.tensor1d([0, 0]), 0.1);
    expect(Array.from(next.dataSync())).toEqual([expect.closeTo(1.9, 6), 2]);
  });

  it('steps kernels along the orthogonalized momentum with muon, and keeps their norm', () => {
    const shapes = [[1, 1, 3, 2], [2]];
    const optimizer = new Optimizer({ ...SETTINGS, optimizer: 'muon' }, shapes);
    const kernel = [3, 0, 0, 4, 0, 0];
    const gradient = [1, 0, 0, 0.25, 0, 0];
    const weights = tf.tensor1d([...kernel, 1, 1]);
    const next = optimizer.step(weights, tf.tensor1d([...gradient, 1, 0]), 0.1).dataSync();
    // The norm 5 becomes √2; both directions count alike, though one gradient is four times the other.
    const scaled = kernel.map((value) => (value * Math.SQRT2) / 5);
    const moved = [0, 3].map((i) => ((scaled[i] ?? 0) - (next[i] ?? 0)) / 0.05);
    for (const step of moved) {
      expect(step).toBeGreaterThan(0.6);
      expect(step).toBeLessThan(1.3);
    }
    for (const i of [1, 2, 4, 5]) expect(next[i]).toBeCloseTo(0, 6);
    expect([next[6], next[7]]).toEqual([expect.closeTo(0.9, 6), 1]);
  });

  it('refuses the state of another kind of optimizer', () => {
    const optimizer = new Optimizer({ ...SETTINGS, optimizer: 'adam' }, [[1]]);
    expect(() => optimizer.restore(1, [tf.tensor1d([1])])).toThrow('keeps 2 vectors, got 1');
  });
});
