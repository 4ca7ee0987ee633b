import { describe, expect, it } from 'vitest';
import { coverageRuns } from '../../../apps/web/src/timeline/data/coverageRuns.ts';

function coverage(timesMs: number[], empty: number[] = []) {
  return {
    timesMs,
    frames: timesMs.map(() => 5),
    dropped: timesMs.map(() => 0),
    empty: timesMs.map((timeMs) => (empty.includes(timeMs) ? 5 : 1)),
  };
}

describe('coverageRuns', () => {
  const within = { fromMs: 100, toMs: 10_100 };

  it('tells time without frames from time without faces', () => {
    const times = [0, 1000, 2000, 6000, 7000, 8000, 9000];
    const runs = coverageRuns(coverage(times, [1000, 2000, 8000]), 100, 1000, within);
    expect(runs.noFrames).toEqual([{ fromMs: 3100, toMs: 6100 }]);
    expect(runs.noFace).toEqual([
      { fromMs: 1100, toMs: 3100 },
      { fromMs: 8100, toMs: 9100 },
    ]);
  });

  it('finds what is missing at the start and the end', () => {
    const runs = coverageRuns(coverage([3000, 4000]), 100, 1000, within);
    expect(runs.noFrames).toEqual([
      { fromMs: 100, toMs: 3100 },
      { fromMs: 5100, toMs: 10_100 },
    ]);
  });

  it('makes nothing of less than a gap at either end', () => {
    const runs = coverageRuns(coverage([80, 160, 240]), 0, 10, { fromMs: 0, toMs: 320 });
    expect(runs.noFrames).toEqual([]);
  });

  it('says of a participant without any frame that all is missing', () => {
    expect(coverageRuns(coverage([]), 100, 1000, within).noFrames).toEqual([within]);
  });
});
