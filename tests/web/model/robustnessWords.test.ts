import { describe, expect, it } from 'vitest';
import { type Change, levelsOf, worstOf } from '../../../apps/web/src/model/robustnessWords.ts';

const change = (
  name: Change['change'],
  ...levels: [level: number, accuracy: number][]
): Change => ({
  change: name,
  levels: levels.map(([level, accuracy]) => ({ level, accuracy })),
});

describe('levels of worse pictures', () => {
  it('begin with the picture as it is where worse goes one way', () => {
    const order = (one: Change) => levelsOf(one).map(({ level }) => level);
    expect(order(change('jpeg', [10, 0.5], [100, 0.7], [40, 0.6]))).toEqual([100, 40, 10]);
    expect(order(change('blur', [2, 0.5], [0, 0.7], [1, 0.6]))).toEqual([0, 1, 2]);
    expect(order(change('brightness', [2, 0.5], [1, 0.7], [0.5, 0.6]))).toEqual([0.5, 1, 2]);
  });

  it('tell the one that costs most, if any does', () => {
    const worst = worstOf(change('noise', [0, 0.7], [10, 0.4], [5, 0.6]), 0.7);
    expect(worst?.level).toBe(10);
    expect(worst?.points).toBeCloseTo(30, 6);
    expect(worstOf(change('jpeg', [100, 0.7], [40, 0.71]), 0.7)).toBeNull();
  });
});
