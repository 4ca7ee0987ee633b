import { describe, expect, it } from 'vitest';
import { plotColumns, stackColumns } from '../../../apps/web/src/timeline/data/plotColumns.ts';
import { madeLane } from './madeTimeline.ts';

describe('plotColumns', () => {
  it('interrupts the line at a gap and gives the last bucket before it its length', () => {
    const { timesMs, values } = plotColumns(madeLane([0, 1000, 5000], 1000));
    expect(timesMs).toEqual([0, 1000, 2000, 2001, 5000, 6000]);
    expect(values[3]).toEqual([0.7, 0.7, 0.7, null, 0.7, 0.7]);
  });

  it('sees no gap between frames a few times a second, however short the buckets are', () => {
    const { values } = plotColumns(madeLane([0, 70, 140, 350], 10));
    expect(values[0]).not.toContain(null);
  });

  it('keeps time ascending', () => {
    const { timesMs } = plotColumns(madeLane([0, 2000, 4000, 4500], 500));
    expect(timesMs).toEqual([...timesMs].sort((one, other) => one - other));
    expect(new Set(timesMs).size).toBe(timesMs.length);
  });
});

describe('stackColumns', () => {
  it('stacks in the order given, up to one', () => {
    const columns = { timesMs: [0], values: [[0.2], [0.5], [0.3]] };
    const stacked = stackColumns(columns, [2, 0, 1]).values.map(([edge]) => edge);
    expect(stacked[0]).toBeCloseTo(0.3, 9);
    expect(stacked[1]).toBeCloseTo(0.5, 9);
    expect(stacked[2]).toBeCloseTo(1, 9);
  });

  it('makes the layers sum to one where the values do not, and keeps gaps', () => {
    const columns = {
      timesMs: [0, 1],
      values: [
        [0.1, null],
        [0.3, null],
      ],
    };
    const { values } = stackColumns(columns, [0, 1]);
    expect(values[0]?.[0]).toBeCloseTo(0.25, 9);
    expect(values[1]).toEqual([expect.closeTo(1, 9), null]);
  });
});
