import type { Marker } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { flagPlaces } from '../../../apps/web/src/timeline/data/flagPlaces.ts';

function marker(atMs: number, label = 'Something', endMs: number | null = null): Marker {
  return { id: `${atMs}`, authorId: 'a', author: 'Ann', label, atMs, endMs, exclude: false };
}

const RANGE = { fromMs: 0, toMs: 1000 };

describe('flagPlaces', () => {
  it('hangs flags that have room in one row', () => {
    const { places, rows } = flagPlaces([marker(0), marker(500)], RANGE, 800);
    expect(rows).toBe(1);
    expect(places.map(({ leftPx }) => leftPx)).toEqual([0, 400]);
  });

  it('takes another row where they would overlap, and no more than three', () => {
    const crowd = Array.from({ length: 8 }, (_, index) => marker(index));
    const { places, rows } = flagPlaces(crowd, RANGE, 800);
    expect(rows).toBe(3);
    expect(places).toHaveLength(8);
  });

  it('shows a range that began before the view, and nothing that is over', () => {
    const { places } = flagPlaces([marker(-500, 'Long', 200), marker(-400)], RANGE, 800);
    expect(places.map(({ marker: { label }, leftPx }) => [label, leftPx])).toEqual([['Long', 0]]);
  });

  it('keeps every flag within the chart', () => {
    for (const { leftPx, widthPx } of flagPlaces([marker(1000), marker(990)], RANGE, 300).places) {
      expect(leftPx + widthPx).toBeLessThanOrEqual(300);
    }
  });
});
