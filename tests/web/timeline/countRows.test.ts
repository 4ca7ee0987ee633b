import { describe, expect, it } from 'vitest';
import { countRows } from '../../../apps/web/src/timeline/data/countRows.ts';
import { madeTimeline, madeTrack } from './madeTimeline.ts';

describe('countRows', () => {
  const recorded = { fromMs: 0, toMs: 4000 };
  const timeline = madeTimeline([madeTrack(1, [0, 1000, 2000])], [3000]);

  it('counts frames with and without faces', () => {
    expect(countRows(timeline, { fromMs: 0, toMs: 4000 }, null, recorded)).toBe(16);
  });

  it('counts buckets at the edge by their share', () => {
    expect(countRows(timeline, { fromMs: 500, toMs: 1250 }, 'ann', recorded)).toBe(3);
  });

  it('counts nothing of others', () => {
    expect(countRows(timeline, { fromMs: 0, toMs: 4000 }, 'ben', recorded)).toBe(0);
  });

  it('knows that the first bucket may begin before the recording does', () => {
    const late = { fromMs: 900, toMs: 4000 };
    expect(countRows(timeline, late, null, late)).toBe(16);
  });
});
