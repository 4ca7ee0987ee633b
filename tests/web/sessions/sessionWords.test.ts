import { describe, expect, it } from 'vitest';
import { counted, lengthWords, purposeWords } from '../../../apps/web/src/sessions/sessionWords.ts';

describe('sessionWords', () => {
  it.each([
    [400, '0 s'],
    [50_000, '50 s'],
    [125_000, '2 min 5 s'],
    [720_000, '12 min'],
    [725_000, '12 min'],
    [7_200_000, '2 h'],
    [7_440_000, '2 h 4 min'],
  ])('says how long %d ms are', (ms, words) => {
    expect(lengthWords(ms)).toBe(words);
  });

  it('counts in the singular and the plural', () => {
    expect(counted(1, 'row')).toBe('1 row');
    expect(counted(3204, 'row')).toBe('3,204 rows');
    expect(counted(0, 'person', 'people')).toBe('0 people');
  });

  it('names the ground of an exception', () => {
    const exception = { ground: 'safety', attested: true } as const;
    expect(purposeWords({ purpose: 'workplace_monitoring', exception })).toBe(
      'At work, for safety reasons',
    );
  });
});
