import type { FaceDetection } from '@emostream/vision';
import { expect } from 'vitest';

/** The engines must agree this closely at 640 × 480. */
const MAX_PIXELS = 2;
const MAX_SCORE = 0.01;

/** Expects the same faces in the same order, edge by edge. */
export function expectAgreement(
  ours: readonly FaceDetection[],
  theirs: readonly FaceDetection[],
): void {
  expect(ours.length).toBe(theirs.length);
  ours.forEach(({ box, score }, index) => {
    const other = theirs[index] as FaceDetection;
    expect(Math.abs(score - other.score)).toBeLessThan(MAX_SCORE);
    expect(Math.abs(box.x - other.box.x)).toBeLessThan(MAX_PIXELS);
    expect(Math.abs(box.y - other.box.y)).toBeLessThan(MAX_PIXELS);
    const right = box.x + box.width - other.box.x - other.box.width;
    const bottom = box.y + box.height - other.box.y - other.box.height;
    expect(Math.abs(right)).toBeLessThan(MAX_PIXELS);
    expect(Math.abs(bottom)).toBeLessThan(MAX_PIXELS);
  });
}
