import { boxCoverage } from './boxOverlap.ts';
import type { FaceDetection } from './FaceDetector.ts';

/** Share of the smaller of two boxes that the other covers, from which both are one face. */
const SAME_FACE = 0.5;

/**
 * Adds what another look found. Faces that are already known are left out, parts of a face included:
 * large inputs take them for faces.
 */
export function addUnknownFaces(known: FaceDetection[], found: readonly FaceDetection[]): void {
  for (const face of found) {
    if (!known.some((other) => boxCoverage(other.box, face.box) > SAME_FACE)) known.push(face);
  }
}
