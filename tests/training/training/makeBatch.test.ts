import { describe, expect, it } from 'vitest';
import { architectureByName } from '../../../training/src/architectures/architectures.ts';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';
import { makeBatch } from '../../../training/src/training/makeBatch.ts';
import { tinyDataset } from '../support/TinyDataset.ts';

/** A recipe that changes nothing. */
const PLAIN = architectureByName('sequential').recipe;
const dataset = {
  ...tinyDataset(2),
  votes: Float32Array.of(...[6, 2, 0, 0, 0, 0, 0], ...[0, 0, 0, 0, 0, 0, 0]),
  voteTotals: Float32Array.of(10, 10),
};
const both = Uint32Array.of(0, 1);
const batch = (recipe: Partial<typeof PLAIN>, seed = 1) =>
  makeBatch(dataset, both, { ...PLAIN, ...recipe }, new SeededRandom(seed));
const close = (...values: number[]) => values.map((value) => expect.closeTo(value, 6));

describe('targets of a batch', () => {
  it('are the labels one-hot', () => {
    expect([...batch({}).targets]).toEqual([...[1, 0, 0, 0, 0, 0, 0], ...[0, 1, 0, 0, 0, 0, 0]]);
  });

  it('follow the votes by the share asked for, and the label alone where nobody voted', () => {
    expect([...batch({ ferplusShare: 0.4 }).targets]).toEqual([
      ...close(0.6 + 0.4 * 0.75, 0.4 * 0.25, 0, 0, 0, 0, 0),
      ...[0, 1, 0, 0, 0, 0, 0],
    ]);
  });

  it('are smoothed over all classes', () => {
    const smooth = 0.07 / 7;
    expect([...batch({ labelSmoothing: 0.07 }).targets.slice(0, 3)]).toEqual(
      close(0.93 + smooth, smooth, smooth),
    );
  });

  it('add up to one whatever is mixed in', () => {
    const recipe = { ferplusShare: 0.5, labelSmoothing: 0.1, mixup: 1 };
    const { targets } = batch(recipe);
    expect(targets.slice(0, 7).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
  });
});

describe('mixup', () => {
  it('mixes images and targets by the same weight', () => {
    const plain = batch({});
    const mixed = batch({ mixup: 1 }, 5);
    const weight = mixed.targets[0] ?? 0;
    expect(weight).toBeGreaterThan(0);
    expect(weight).toBeLessThan(1);
    const length = 48 * 48;
    for (const at of [0, 500, 2000]) {
      const own = plain.images[at] ?? 0;
      const other = plain.images[length + at] ?? 0;
      expect(mixed.images[at]).toBeCloseTo(weight * own + (1 - weight) * other, 3);
    }
  });
});
