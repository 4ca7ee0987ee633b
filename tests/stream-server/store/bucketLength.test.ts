import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketLength } from '../../../apps/stream-server/src/store/bucketLength.ts';

const DAY_MS = 86_400_000;

describe('bucketLength', () => {
  it('covers any range with the points asked for, wherever it begins', () => {
    const range = fc.double({ min: 0, max: 400 * DAY_MS, noNaN: true });
    const points = fc.integer({ min: 10, max: 5000 });
    const start = fc.double({ min: 0, max: 2e12, noNaN: true });
    fc.assert(
      fc.property(range, points, start, (rangeMs, most, fromMs) => {
        const length = bucketLength(rangeMs, most);
        const first = Math.floor(fromMs / length);
        const end = Math.ceil((fromMs + rangeMs) / length);
        expect(end - first).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('divides a second, or is whole seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * DAY_MS }), (rangeMs) => {
        const length = bucketLength(rangeMs, 1000);
        expect(length < 1000 ? 1000 % length : length % 1000).toBe(0);
      }),
    );
  });

  it.each([
    ['two hours', 2 * 3_600_000, 10_000],
    ['ten minutes', 600_000, 1000],
    ['a minute', 60_000, 100],
    ['a second', 1000, 2],
    ['a month', 30 * DAY_MS, 3_600_000],
    ['six years', 2200 * DAY_MS, 3 * DAY_MS],
    ['nothing', 0, 1],
  ])('is a round length for a thousand points over %s', (_, rangeMs, length) => {
    expect(bucketLength(rangeMs, 1000)).toBe(length);
  });
});
