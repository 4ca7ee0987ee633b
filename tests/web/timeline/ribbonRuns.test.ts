import { describe, expect, it } from 'vitest';
import { ribbonRuns } from '../../../apps/web/src/timeline/data/ribbonRuns.ts';
import { madeLane } from './madeTimeline.ts';

describe('ribbonRuns', () => {
  it('joins buckets of the same label', () => {
    expect(ribbonRuns(madeLane([0, 1000, 2000], 1000, [3, 3, 4]))).toEqual([
      { fromMs: 0, toMs: 2000, label: 3, uncertain: false },
      { fromMs: 2000, toMs: 3000, label: 4, uncertain: false },
    ]);
  });

  it('ends a run at a gap', () => {
    expect(ribbonRuns(madeLane([0, 5000], 1000)).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual(
      [
        [0, 1000],
        [5000, 6000],
      ],
    );
  });

  it('keeps uncertain time apart', () => {
    const runs = ribbonRuns(madeLane([0, 1000, 2000], 1000, [3, 3, 3], [0.1, 0.5, 0.2]));
    expect(runs.map(({ uncertain }) => uncertain)).toEqual([false, true, false]);
  });
});
