import type { Face } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../apps/web/src/live/summaryOf.ts';

function faceThat(change: Partial<Face> = {}): Face {
  const smoothed = [0.02, 0.02, 0.02, 0.83, 0.07, 0.02, 0.02];
  return {
    trackId: 4,
    box: { x: 0.2, y: 0.2, width: 0.2, height: 0.2 },
    score: 0.9,
    emotion: 'happy',
    uncertain: false,
    quality: 'good',
    raw: smoothed,
    smoothed,
    adjusted: null,
    ...change,
  };
}

describe('summaryOf', () => {
  it('says so where there is no face', () => {
    expect(summaryOf([])).toBe('No face in the picture.');
  });

  it('gives the only face no number, whatever it is called in the overlay', () => {
    expect(summaryOf([{ number: 3, face: faceThat() }])).toBe('Face: happy, about 80 percent.');
  });

  it('numbers several', () => {
    const faces = [
      { number: 1, face: faceThat() },
      { number: 3, face: faceThat({ uncertain: true }) },
    ];
    expect(summaryOf(faces)).toBe(
      'Face 1: happy, about 80 percent. Face 3: uncertain, perhaps happy.',
    );
  });
});
