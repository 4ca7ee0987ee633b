import { describe, expect, it } from 'vitest';
import {
  fitRange,
  lengthOf,
  moveRange,
  overlapOf,
  rangeBetween,
  SHORTEST_VIEW_MS,
  zoomRange,
} from '../../../apps/web/src/timeline/data/TimeRange.ts';

const BOUNDS = { fromMs: 1000, toMs: 101_000 };

describe('TimeRange', () => {
  it('zooms around a moment that stays where it is', () => {
    const range = { fromMs: 20_000, toMs: 60_000 };
    const closer = zoomRange(range, 0.5, 30_000, BOUNDS);
    expect(lengthOf(closer)).toBe(20_000);
    expect((30_000 - closer.fromMs) / lengthOf(closer)).toBeCloseTo(0.25, 9);
  });

  it('never shows more than there is, nor less than can be seen', () => {
    expect(zoomRange(BOUNDS, 4, 50_000, BOUNDS)).toEqual(BOUNDS);
    const closest = zoomRange(BOUNDS, 1e-9, 50_000, BOUNDS);
    expect(lengthOf(closest)).toBeCloseTo(SHORTEST_VIEW_MS, 6);
  });

  it('stops at the ends when it is moved', () => {
    const range = { fromMs: 20_000, toMs: 60_000 };
    expect(moveRange(range, -1e6, BOUNDS)).toEqual({ fromMs: 1000, toMs: 41_000 });
    expect(moveRange(range, 1e6, BOUNDS)).toEqual({ fromMs: 61_000, toMs: 101_000 });
  });

  it('gives a recording of a single frame a length', () => {
    const one = { fromMs: 5, toMs: 6 };
    expect(lengthOf(fitRange(one, one))).toBe(SHORTEST_VIEW_MS);
  });

  it('is brushed in either direction', () => {
    expect(rangeBetween(9, 3)).toEqual({ fromMs: 3, toMs: 9 });
  });

  it('overlaps or does not', () => {
    expect(overlapOf({ fromMs: 0, toMs: 5 }, { fromMs: 3, toMs: 9 })).toEqual({
      fromMs: 3,
      toMs: 5,
    });
    expect(overlapOf({ fromMs: 0, toMs: 3 }, { fromMs: 3, toMs: 9 })).toBeNull();
  });
});
