import { describe, expect, it } from 'vitest';
import { facesBetween } from '../../../apps/web/src/timeline/replay/facesBetween.ts';
import type { ReplayRow } from '../../../apps/web/src/timeline/replay/ReplayRows.ts';

function row(atMs: number, faces: { trackId: number; x: number; happy?: number }[]): ReplayRow {
  return {
    participantId: 'ann',
    atMs,
    width: 640,
    height: 480,
    faces: faces.map(({ trackId, x, happy = 0.8 }) => ({
      trackId,
      box: [x, 0.2, 0.3, 0.4],
      score: 0.9,
      emotion: 'happy',
      uncertain: false,
      smoothed: [0, 0, 0, happy, 1 - happy, 0, 0],
    })),
  };
}

function stateAt(before: ReplayRow | null, after: ReplayRow | null, atMs: number) {
  return facesBetween({ before, after }, atMs).state;
}

function facesAt(before: ReplayRow | null, after: ReplayRow | null, atMs: number) {
  const picture = facesBetween({ before, after }, atMs);
  return picture.state === 'faces' ? picture.faces : [];
}

describe('facesBetween', () => {
  it('moves a box evenly from one row to the next, and its confidence with it', () => {
    const before = row(0, [{ trackId: 1, x: 0.1, happy: 0.6 }]);
    const after = row(100, [{ trackId: 1, x: 0.3, happy: 0.8 }]);
    const [face] = facesAt(before, after, 50);
    expect(face?.box.x).toBeCloseTo(0.2, 9);
    expect(face?.confidence).toBeCloseTo(0.7, 9);
  });

  it('fades what leaves and what comes', () => {
    const before = row(0, [{ trackId: 1, x: 0.1 }]);
    const after = row(100, [{ trackId: 2, x: 0.6 }]);
    const faces = facesAt(before, after, 25);
    expect(faces.map(({ opacity }) => opacity)).toEqual([0.75, 0.25]);
  });

  it('numbers faces only where there are several', () => {
    const one = row(0, [{ trackId: 7, x: 0.1 }]);
    const two = row(0, [
      { trackId: 7, x: 0.1 },
      { trackId: 9, x: 0.6 },
    ]);
    expect(facesAt(one, null, 0)).toMatchObject([{ number: null }]);
    expect(facesAt(two, null, 0)).toMatchObject([{ number: 7 }, { number: 9 }]);
  });

  it('tells a gap from a frame without a face', () => {
    expect(stateAt(row(0, []), row(100, []), 50)).toBe('no_face');
    expect(stateAt(row(0, [{ trackId: 1, x: 0 }]), row(9000, []), 800)).toBe('no_frames');
    expect(stateAt(null, row(100, []), 50)).toBe('no_frames');
  });

  it('does not glide across a gap', () => {
    const before = row(0, [{ trackId: 1, x: 0.1 }]);
    const after = row(3000, [{ trackId: 1, x: 0.9 }]);
    expect(facesAt(before, after, 400)).toMatchObject([{ box: { x: 0.1 }, opacity: 1 }]);
  });
});
