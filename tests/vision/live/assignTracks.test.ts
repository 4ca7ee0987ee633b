import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignTracks } from '../../../packages/vision/src/live/assignTracks.ts';

const MINIMUM = 0.15;

/** The most that any pairing adds up to, found by trying all. */
function bestSum(similarities: readonly (readonly number[])[], taken: readonly number[]): number {
  const [row, ...rest] = similarities;
  if (!row) return 0;
  const sums = row.map((value, column) =>
    value >= MINIMUM && !taken.includes(column) ? value + bestSum(rest, [...taken, column]) : 0,
  );
  return Math.max(bestSum(rest, taken), ...sums);
}

describe('assignTracks', () => {
  it('gives up the best pair where two others are worth more', () => {
    const pairs = assignTracks(
      [
        [0.33, 0],
        [0.6, 0.33],
      ],
      MINIMUM,
    );
    expect(pairs.sort()).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('leaves a row alone rather than give it a pair below the minimum', () => {
    expect(assignTracks([[0.1]], MINIMUM)).toEqual([]);
    const pairs = assignTracks(
      [
        [0.9, 0.1],
        [0.8, 0.05],
      ],
      MINIMUM,
    );
    expect(pairs).toEqual([[0, 0]]);
  });

  it('takes no rows and no columns', () => {
    expect(assignTracks([], MINIMUM)).toEqual([]);
    expect(assignTracks([[], []], MINIMUM)).toEqual([]);
  });

  it('is never worse than any other pairing, and uses no row or column twice', () => {
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) => {
        const value = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }));
        const row = fc.array(value, { minLength: columns, maxLength: columns });
        return fc.array(row, { minLength: rows, maxLength: rows });
      });
    fc.assert(
      fc.property(matrix, (similarities) => {
        const pairs = assignTracks(similarities, MINIMUM);
        const values = pairs.map(([row, column]) => similarities[row]?.[column] ?? 0);
        expect(Math.min(1, ...values)).toBeGreaterThanOrEqual(MINIMUM);
        expect(new Set(pairs.map(([row]) => row)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, column]) => column)).size).toBe(pairs.length);
        const sum = values.reduce((total, value) => total + value, 0);
        expect(sum).toBeCloseTo(bestSum(similarities, []), 9);
      }),
    );
  });
});
