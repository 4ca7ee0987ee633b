import { describe, expect, it } from 'vitest';
import { elapsedWords } from '../../../apps/web/src/timeline/data/elapsedWords.ts';
import { timeTicks } from '../../../apps/web/src/timeline/data/timeTicks.ts';

describe('elapsedWords', () => {
  it.each([
    [0, 1000, '0:00'],
    [65_000, 1000, '1:05'],
    [3_723_000, 1000, '1:02:03'],
    [65_250, 100, '1:05.3'],
    [65_250, 50, '1:05.25'],
    [59_999, 1000, '1:00'],
    [-2000, 1000, '−0:02'],
    [-200, 1000, '0:00'],
  ])('writes %d ms to %d ms as %s', (elapsedMs, stepMs, words) => {
    expect(elapsedWords(elapsedMs, stepMs)).toBe(words);
  });
});

describe('timeTicks', () => {
  it('stands at round times from the start of the recording, not of the view', () => {
    const ticks = timeTicks({ fromMs: 1_007_500, toMs: 1_067_500 }, 1_000_000, 6);
    expect(ticks.map(({ label }) => label)).toEqual([
      '0:10',
      '0:20',
      '0:30',
      '0:40',
      '0:50',
      '1:00',
    ]);
    expect(ticks[0]?.atMs).toBe(1_010_000);
  });

  it.each([400, 12_000, 720_000, 7_200_000, 400_000_000])(
    'never has too many in %d ms',
    (lengthMs) => {
      for (const most of [3, 6, 14]) {
        const ticks = timeTicks({ fromMs: 0, toMs: lengthMs }, 0, most);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
      }
    },
  );

  it('shows decimals where ticks are closer than a second', () => {
    const labels = timeTicks({ fromMs: 0, toMs: 1000 }, 0, 5).map(({ label }) => label);
    expect(labels).toEqual(['0:00.0', '0:00.2', '0:00.4', '0:00.6', '0:00.8', '0:01.0']);
  });
});
