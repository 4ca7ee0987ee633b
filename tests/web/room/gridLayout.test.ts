import { describe, expect, it } from 'vitest';
import { gridLayout } from '../../../apps/web/src/room/gridLayout.ts';

const GAP = 10;

function layout(count: number, width: number, height: number, aspect = 4 / 3) {
  return gridLayout({ count, width, height, aspect, gap: GAP, minTileWidth: 150 });
}

const COUNTS = Array.from({ length: 16 }, (_, index) => index + 1);
const WINDOWS = [
  [850, 580],
  [1300, 620],
  [700, 700],
] as const;

describe('gridLayout', () => {
  it.each(WINDOWS)('fits 1 to 16 tiles into %i × %i', (width, height) => {
    for (const count of COUNTS) {
      const { columns, tileWidth, tileHeight } = layout(count, width, height);
      const rows = Math.ceil(count / columns);
      expect(columns * tileWidth + (columns - 1) * GAP).toBeLessThanOrEqual(width);
      if (tileWidth > 150) {
        expect(rows * tileHeight + (rows - 1) * GAP).toBeLessThanOrEqual(height);
      }
    }
  });

  it('takes the columns that make the tiles largest', () => {
    expect(layout(2, 850, 580).columns).toBe(2);
    expect(layout(2, 400, 800).columns).toBe(1);
    expect(layout(4, 850, 580).columns).toBe(2);
    expect(layout(9, 850, 580).columns).toBe(3);
    expect(layout(3, 1600, 400).columns).toBe(3);
  });

  it('gives one video all of the height or of the width', () => {
    expect(layout(1, 2000, 600)).toEqual({ columns: 1, tileWidth: 800, tileHeight: 600 });
    expect(layout(1, 400, 600)).toEqual({ columns: 1, tileWidth: 400, tileHeight: 300 });
  });

  it('lets the page scroll rather than show tiles that are too small', () => {
    const { columns, tileWidth, tileHeight } = layout(16, 358, 500);
    expect(columns).toBe(2);
    expect(tileWidth).toBeGreaterThanOrEqual(150);
    expect(8 * tileHeight).toBeGreaterThan(500);
  });

  it('still has one column where even that is narrower than a tile should be', () => {
    expect(layout(3, 120, 500)).toMatchObject({ columns: 1, tileWidth: 120 });
  });
});
