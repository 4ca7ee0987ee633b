import { describe, expect, it } from 'vitest';
import { BoxSteadiness } from './BoxSteadiness.ts';

const square = (x: number, y: number, side = 100) => ({ x, y, width: side, height: side });

describe('BoxSteadiness', () => {
  it('is one for a box that moves as its face does', () => {
    const steadiness = new BoxSteadiness();
    for (let frame = 0; frame < 5; frame++) {
      const real = [square(300, 0), square(7 * frame, 3 * frame)];
      steadiness.add(frame, 4, square(10 + 7 * frame, 3 * frame - 5), real);
    }
    expect(steadiness.mean).toBeCloseTo(1, 9);
  });

  it('is the overlap of a box with the one before, of the same track and in the frame before', () => {
    const steadiness = new BoxSteadiness();
    const real = [square(0, 0)];
    steadiness.add(0, 1, square(0, 0), real);
    steadiness.add(1, 1, square(20, 0), real);
    steadiness.add(1, 2, square(0, 30), real);
    steadiness.add(3, 1, square(0, 40), real);
    expect(steadiness.mean).toBeCloseTo(80 / 120, 9);
  });

  it('leaves out boxes without a face', () => {
    const steadiness = new BoxSteadiness();
    steadiness.add(0, 1, square(500, 0), [square(0, 0)]);
    steadiness.add(1, 1, square(520, 0), [square(0, 0)]);
    expect(steadiness.mean).toBeNull();
  });
});
