import { describe, expect, it } from 'vitest';
import { countRows } from '../../../apps/web/src/timeline/data/countRows.ts';
import { madeTimeline, madeTrack } from './madeTimeline.ts';

describe('countRows', () => {
  const timeline = madeTimeline([madeTrack(1, [0, 1000, 2000])], [3000]);

  it('counts frames with and without faces', () => {
    expect(countRows(timeline, { fromMs: 0, toMs: 4000 }, null)).toBe(16);
  });

  it('counts buckets at the edge by their share', () => {
    expect(countRows(timeline, { fromMs: 500, toMs: 1250 }, 'ann')).toBe(3);
  });

  it('counts nothing of others', () => {
    expect(countRows(timeline, { fromMs: 0, toMs: 4000 }, 'ben')).toBe(0);
  });
});
