import { describe, expect, it } from 'vitest';
import { sampleView } from '../../../apps/web/src/camera/sampleView.ts';

const PHOTOS = [
  { width: 1920, height: 1280 },
  { width: 800, height: 1200 },
  { width: 500, height: 500 },
];
const ASPECT = 4 / 3;

/** Every 40 ms of more than a whole round. */
const moments = Array.from({ length: 1000 }, (_, index) => index * 40);

describe('sampleView', () => {
  it('never looks past the edge of a photo', () => {
    for (const atMs of moments) {
      const view = sampleView(atMs, PHOTOS, ASPECT);
      const photo = PHOTOS[view.photo];
      if (!photo) throw new Error(`There is no photo ${view.photo}.`);
      expect(Math.min(view.x, view.y)).toBeGreaterThanOrEqual(0);
      expect(view.x + view.width).toBeLessThanOrEqual(photo.width + 1e-6);
      expect(view.y + view.height).toBeLessThanOrEqual(photo.height + 1e-6);
    }
  });

  it('keeps the shape of the video, so that faces are not stretched', () => {
    for (const atMs of moments) {
      const { width, height } = sampleView(atMs, PHOTOS, ASPECT);
      expect(width / height).toBeCloseTo(ASPECT, 6);
    }
  });

  it('shows every photo in turn, and begins again', () => {
    const seen = moments.map((atMs) => sampleView(atMs, PHOTOS, ASPECT).photo);
    const turns = seen.filter((photo, index) => photo !== seen[index - 1]);
    expect(turns.slice(0, 4)).toEqual([0, 1, 2, 0]);
  });

  it('moves all the time, and never jumps while it stays with a photo', () => {
    const shift = (fromMs: number, toMs: number) => {
      const from = sampleView(fromMs, PHOTOS, ASPECT);
      const to = sampleView(toMs, PHOTOS, ASPECT);
      if (from.photo !== to.photo) return null;
      return Math.hypot(to.x - from.x, to.y - from.y, to.width - from.width) / to.width;
    };
    for (const atMs of moments) {
      expect(shift(atMs, atMs + 40) ?? 0).toBeLessThan(0.02);
      // Two looks, as a sway turns back and passes the same place twice.
      const moved = [500, 900].map((laterMs) => shift(atMs, atMs + laterMs) ?? 1);
      expect(Math.max(...moved)).toBeGreaterThan(0.001);
    }
  });
});
