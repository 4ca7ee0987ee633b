import { describe, expect, it } from 'vitest';
import { momentSummary } from '../../../apps/web/src/timeline/data/momentSummary.ts';
import { madeTimeline, madeTrack } from './madeTimeline.ts';

describe('momentSummary', () => {
  const timeline = madeTimeline([madeTrack(1, [0, 1000], [3, 5], [0, 0.8])], [2000]);

  it('says the label and how strong it is', () => {
    expect(momentSummary(timeline, 500)).toBe('Ann: Happy 70 %.');
  });

  it('says where it is uncertain', () => {
    expect(momentSummary(timeline, 1500)).toBe('Ann: Sad 70 %, uncertain.');
  });

  it('tells frames without a face from no frames', () => {
    expect(momentSummary(timeline, 2500)).toBe('Ann: no face.');
    expect(momentSummary(timeline, 9000)).toBe('Ann: no frames.');
  });
});
