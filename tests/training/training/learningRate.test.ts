import { describe, expect, it } from 'vitest';
import { learningRate } from '../../../training/src/training/learningRate.ts';

const COSINE = { epochs: 11, lr: 0.1, schedule: 'cosine', warmupEpochs: 1 } as const;

describe('learning rate', () => {
  it('rises evenly in the warm-up', () => {
    expect(learningRate(COSINE, 0)).toBe(0);
    expect(learningRate(COSINE, 0.5)).toBeCloseTo(0.05, 12);
    expect(learningRate(COSINE, 1)).toBeCloseTo(0.1, 12);
  });

  it('falls along a cosine to zero at the last epoch', () => {
    expect(learningRate(COSINE, 6)).toBeCloseTo(0.05, 12);
    expect(learningRate(COSINE, 1 + 10 / 3)).toBeCloseTo(0.075, 12);
    expect(learningRate(COSINE, 11)).toBeCloseTo(0, 12);
    expect(learningRate(COSINE, 12)).toBeCloseTo(0, 12);
  });

  it('stays where it is when constant', () => {
    const recipe = { ...COSINE, schedule: 'constant', warmupEpochs: 0 } as const;
    expect([0, 5, 11].map((progress) => learningRate(recipe, progress))).toEqual([0.1, 0.1, 0.1]);
  });
});
