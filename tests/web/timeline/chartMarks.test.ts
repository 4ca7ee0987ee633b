import { describe, expect, it } from 'vitest';
import { glyphSpots } from '../../../apps/web/src/timeline/chart/glyphSpots.ts';
import { linePeaks } from '../../../apps/web/src/timeline/chart/linePeaks.ts';
import { momentAt, shareAt } from '../../../apps/web/src/timeline/chart/plotGeometry.ts';

describe('glyphSpots', () => {
  it('stands in the middle of the thickest place of each layer that has room', () => {
    const stacked = {
      timesMs: [0, 1, 2, 3, 4],
      values: [
        [0.4, 0.4, 0.4, 0.4, 0.4],
        [0.45, 0.9, 0.9, 0.9, 0.45],
        [1, 1, 1, 1, 1],
      ],
    };
    const spots = glyphSpots(stacked, 100, { halfMs: 1, height: 0.3 });
    expect(spots.find(({ layer }) => layer === 1)).toMatchObject({ atMs: 2, middle: 0.65 });
    expect(spots.some(({ layer }) => layer === 2)).toBe(false);
  });

  it('has no room in a single peak', () => {
    const stacked = { timesMs: [0, 1, 2], values: [[0.1, 0.9, 0.1]] };
    expect(glyphSpots(stacked, 100, { halfMs: 1, height: 0.3 })).toEqual([]);
  });
});

describe('linePeaks', () => {
  it('finds the highest point of each line in view, and leaves flat lines out', () => {
    const columns = {
      timesMs: [0, 1, 2, 3],
      values: [
        [0.9, 0.5, 0.6, null],
        [0.1, 0.1, 0.1, 0.1],
      ],
    };
    expect(linePeaks(columns, { fromMs: 1, toMs: 3 })).toEqual([
      { series: 0, atMs: 2, value: 0.6 },
    ]);
  });
});

describe('plotGeometry', () => {
  it('goes from a moment to a place and back', () => {
    const range = { fromMs: 1000, toMs: 3000 };
    const width = 500;
    const left = 44 + shareAt(range, 1500) * (width - 44 - 10);
    expect(momentAt(range, width, left)).toBeCloseTo(1500, 9);
    expect(momentAt(range, width, 0)).toBe(1000);
    expect(momentAt(range, width, 9999)).toBe(3000);
  });
});
