import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';
import { leastSquaresSlope, studentT } from './leastSquaresSlope.ts';

const COUNT = 180;
const SERIES = 200;
const times = Array.from({ length: COUNT }, (_, at) => at / 6);

/** Samples as memory gives them: a line, noise, and how much of one sample's noise stays in the next. */
function samples(seed: number, slope: number, noise: number, stays: number): number[] {
  const random = new SeededRandom(seed);
  let drift = 0;
  return times.map((time) => {
    drift = stays * drift + noise * (random.next() + random.next() - 1);
    return 280 + slope * time + drift;
  });
}

/** Of many series: the share whose interval holds a slope, and of those that call it different from zero. */
function shares(slope: number, noise: number, stays: number) {
  const slopes = Array.from({ length: SERIES }, (_, seed) =>
    leastSquaresSlope(times, samples(seed + 1, slope, noise, stays)),
  );
  const share = (is: (slope: ReturnType<typeof leastSquaresSlope>) => boolean) =>
    slopes.filter(is).length / SERIES;
  return {
    holding: share(({ low, high }) => low <= slope && slope <= high),
    distinguishable: share(({ isDistinguishable }) => isDistinguishable),
  };
}

describe('the slope of a process’s memory', () => {
  it('is that of the line through the samples', () => {
    const slope = leastSquaresSlope([0, 1, 2, 3, 4, 5], [1, 3, 5, 7, 9, 11]);
    expect(slope.perUnit).toBeCloseTo(2, 12);
    expect(slope.high - slope.low).toBeCloseTo(0, 6);
    expect(slope.isDistinguishable).toBe(true);
  });

  it('has the textbook’s interval where neighbouring residuals have nothing in common', () => {
    // Speeds and stopping distances of cars (M. Ezekiel, 1930), the first eight; residuals change sides.
    const speeds = [4, 4, 7, 7, 8, 9, 10, 10];
    const distances = [2, 10, 4, 22, 16, 10, 18, 26];
    const { perUnit, low, high, isDistinguishable } = leastSquaresSlope(speeds, distances);
    // b ± t(6) · s / √Sxx = 2.2947 ± 2.4469 · 1.1048, reckoned apart.
    expect(perUnit).toBeCloseTo(2.29467, 5);
    expect(low).toBeCloseTo(-0.40874, 2);
    expect(high).toBeCloseTo(4.99808, 2);
    expect(isDistinguishable).toBe(false);
  });

  it.each([
    ['none', 0],
    ['what is left from sample to sample', 0.7],
  ])('holds nearly always the true slope, with noise that has %s in common', (_, stays) => {
    for (const slope of [0, 0.5]) {
      expect(shares(slope, 4, stays).holding).toBeGreaterThanOrEqual(0.88);
    }
  });

  it('calls a flat series flat, and one that grows growing', () => {
    expect(shares(0, 4, 0.7).distinguishable).toBeLessThanOrEqual(0.12);
    expect(shares(0.5, 4, 0.7).distinguishable).toBeGreaterThanOrEqual(0.95);
  });

  it('says nothing of a handful of samples', () => {
    expect(() => leastSquaresSlope([0, 1, 2], [1, 2, 4])).toThrow('too few');
  });

  it('knows the quantiles of Student’s t, as tables have them', () => {
    const table: [number, number][] = [
      [3, 3.1824],
      [5, 2.5706],
      [10, 2.2281],
      [30, 2.0423],
    ];
    for (const [freedom, quantile] of table) {
      expect(Math.abs(studentT(freedom) / quantile - 1)).toBeLessThan(0.01);
    }
  });
});
