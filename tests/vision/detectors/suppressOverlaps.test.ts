import { describe, expect, it } from 'vitest';
import { suppressOverlaps } from '../../../packages/vision/src/detectors/suppressOverlaps.ts';

const face = (x: number, score: number) => ({ box: { x, y: 0, width: 100, height: 100 }, score });

describe('suppressOverlaps', () => {
  it('keeps the surest of boxes that overlap, and orders the rest by score', () => {
    const kept = suppressOverlaps([face(0, 0.6), face(10, 0.9), face(500, 0.7)], 0.4);
    expect(kept).toEqual([face(10, 0.9), face(500, 0.7)]);
  });

  it('keeps both of two boxes that overlap exactly as much as is allowed', () => {
    // 50 of 150 pixels are shared.
    expect(suppressOverlaps([face(0, 0.6), face(50, 0.9)], 1 / 3)).toHaveLength(2);
    expect(suppressOverlaps([face(0, 0.6), face(49, 0.9)], 1 / 3)).toHaveLength(1);
  });

  it('does not let a suppressed box suppress another', () => {
    const kept = suppressOverlaps([face(0, 0.9), face(40, 0.8), face(80, 0.7)], 0.4);
    expect(kept.map(({ box }) => box.x)).toEqual([0, 80]);
  });
});
