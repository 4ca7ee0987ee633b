import { faceSquare, wholeSquare } from '@emostream/vision';
import { describe, expect, it } from 'vitest';

describe('faceSquare', () => {
  it('takes 0.9 of the longer side, 5 % of the height above the centre, for the tiny detector', () => {
    const square = faceSquare({ x: 100, y: 200, width: 80, height: 100 }, 'tiny');
    expect(square.size).toBeCloseTo(90);
    expect(square.x + square.size / 2).toBeCloseTo(140);
    expect(square.y + square.size / 2).toBeCloseTo(245);
  });

  it('keeps a face at the edge whole', () => {
    expect(faceSquare({ x: -30, y: 0, width: 100, height: 100 }, 'tiny').x).toBeCloseTo(-25);
  });

  it('scales with the box for every detector', () => {
    for (const detector of ['tiny', 'ssd'] as const) {
      const one = faceSquare({ x: 10, y: 20, width: 60, height: 80 }, detector);
      const two = faceSquare({ x: 20, y: 40, width: 120, height: 160 }, detector);
      expect(two).toEqual({ x: 2 * one.x, y: 2 * one.y, size: 2 * one.size });
    }
  });
});

describe('wholeSquare', () => {
  it('takes all of a square picture', () => {
    const image = { data: new Uint8Array(), width: 48, height: 48 };
    expect(wholeSquare(image)).toEqual({ x: 0, y: 0, size: 48 });
  });

  it('takes the middle of any other', () => {
    const image = { data: new Uint8Array(), width: 300, height: 400 };
    expect(wholeSquare(image)).toEqual({ x: 0, y: 50, size: 300 });
  });
});
