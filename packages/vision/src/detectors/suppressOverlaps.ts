import { boxOverlap } from '../boxOverlap.ts';
import type { FaceDetection } from '../FaceDetector.ts';

/**
 * Non-maximum suppression: of boxes that overlap by more than `maxOverlap` (intersection over union)
 * only the one with the highest score stays. Returns the rest by falling score.
 */
export function suppressOverlaps(
  detections: readonly FaceDetection[],
  maxOverlap: number,
): FaceDetection[] {
  const kept: FaceDetection[] = [];
  for (const candidate of detections.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((other) => boxOverlap(other.box, candidate.box) <= maxOverlap)) {
      kept.push(candidate);
    }
  }
  return kept;
}
