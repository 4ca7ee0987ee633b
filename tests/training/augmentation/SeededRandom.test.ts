import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';

const take = (random: SeededRandom, count: number) =>
  Array.from({ length: count }, () => random.next());

describe('SeededRandom', () => {
  it('repeats itself from the same seeds and tells neighbouring and swapped seeds apart', () => {
    const first = take(new SeededRandom(1, 2), 8);
    expect(take(new SeededRandom(1, 2), 8)).toEqual(first);
    for (const seeds of [[1, 3], [2, 2], [2, 1], [1]]) {
      expect(take(new SeededRandom(...seeds), 8)).not.toEqual(first);
    }
  });

  it('starts over when it is seeded again', () => {
    const random = new SeededRandom(5);
    const first = take(random, 5);
    random.seed(5);
    expect(take(random, 5)).toEqual(first);
  });

  it('spreads evenly over 0..1', () => {
    const bins = Array(10).fill(0) as number[];
    for (const value of take(new SeededRandom(3), 20_000)) {
      const bin = Math.floor(value * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('gives a permutation of all numbers', () => {
    const order = new SeededRandom(4).permutation(500);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i));
    expect([...order.subarray(0, 5)]).not.toEqual([0, 1, 2, 3, 4]);
  });

  it('draws Beta(0.4, 0.4): mean a half, variance 1/(4 (2a + 1)), most near the ends', () => {
    const random = new SeededRandom(6);
    const draws = Array.from({ length: 20_000 }, () => random.beta(0.4));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(variance).toBeCloseTo(1 / (4 * 1.8), 2);
  });
});
