import { describe, expect, it } from 'vitest';
import { LabelPlacer, type Rect } from '../../../apps/web/src/overlay/LabelPlacer.ts';

const CANVAS = { width: 640, height: 480 };

function label(key: number, left: number, top: number, size = 100) {
  return { key, box: { left, top, width: size, height: size }, width: 120, height: 26 };
}

function overlaps(a: Rect, b: Rect): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

function only(rects: readonly Rect[]): Rect {
  const [rect] = rects;
  if (!rect || rects.length > 1) throw new Error(`There are ${rects.length} places.`);
  return rect;
}

describe('LabelPlacer', () => {
  it('puts a label right above its box, at its left edge', () => {
    const { left, top } = only(new LabelPlacer().place([label(1, 200, 200)], CANVAS));
    expect(left).toBe(200);
    expect(top + 26).toBeLessThan(200);
    expect(top + 26).toBeGreaterThan(190);
  });

  it('puts it elsewhere where the box touches the top', () => {
    const { top } = only(new LabelPlacer().place([label(1, 200, 5)], CANVAS));
    expect(top).toBeGreaterThan(5);
  });

  it.each([
    ['the left edge', label(1, -60, 200)],
    ['the right edge', label(1, 600, 200)],
    ['all of the canvas', label(1, -20, -20, 700)],
  ])('keeps the whole label on the canvas where the box reaches past %s', (_where, request) => {
    const { left, top, width, height } = only(new LabelPlacer().place([request], CANVAS));
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(CANVAS.width);
    expect(top + height).toBeLessThanOrEqual(CANVAS.height);
  });

  it('covers no label with another, and no face, where there is room', () => {
    const requests = [label(1, 100, 200, 60), label(2, 180, 190, 60), label(3, 250, 205, 60)];
    const places = new LabelPlacer().place(requests, CANVAS);
    for (const [index, place] of places.entries()) {
      for (const other of places.slice(index + 1)) expect(overlaps(place, other)).toBe(false);
      for (const { box } of requests) expect(overlaps(place, box)).toBe(false);
    }
  });

  it('does not jump to and fro while boxes tremble', () => {
    const placer = new LabelPlacer();
    const sides = new Set<boolean>();
    // Around the distance at which the second label has just no room beside the first.
    for (let step = 0; step < 200; step += 1) {
      const tremble = 8 * Math.sin(step * 1.7);
      const requests = [label(1, 100, 200), label(2, 212 + tremble, 200)];
      const [, second] = placer.place(requests, CANVAS);
      if (step > 20) sides.add((second?.top ?? 0) < 200);
    }
    expect(sides.size).toBe(1);
  });

  it('goes back to the best place when there is room again', () => {
    const placer = new LabelPlacer();
    const [, crowded] = placer.place([label(1, 100, 200), label(2, 110, 202)], CANVAS);
    const [, free] = placer.place([label(1, 100, 200), label(2, 400, 200)], CANVAS);
    expect(crowded?.top).toBeGreaterThan(200);
    expect(free).toMatchObject({ left: 400, top: 200 - 26 - 5 });
  });
});
