import { addUnknownFaces } from './addUnknownFaces.ts';
import type { DetectOptions, FaceDetection, FaceDetector } from './FaceDetector.ts';
import type { RgbImage } from './RgbImage.ts';

/** How often and how closely to look for faces in one picture. */
export interface LookOptions extends DetectOptions {
  /** Input sizes to look at besides `inputSize`. Only `tiny` reads them. */
  readonly searchSizes?: readonly number[];
  /** Input sizes to look at in turn for as long as too few faces are found. Only `tiny` reads them. */
  readonly retrySizes?: readonly number[];
  /** What `retrySizes` count as too few is fewer than this. Default 1. */
  readonly expectedFaces?: number;
}

/**
 * Looks for faces at one or several input sizes. The tiny detector sees faces of about 50 to 110
 * pixels in its own input, so that one size cannot do for all.
 */
export async function findFaces(
  detector: FaceDetector,
  image: RgbImage,
  options: LookOptions,
): Promise<FaceDetection[]> {
  const { searchSizes = [], retrySizes = [], expectedFaces = 1 } = options;
  const found = await detector.detect(image, options);
  if (detector.name === 'ssd') return found;
  for (const inputSize of searchSizes) {
    addUnknownFaces(found, await detector.detect(image, { ...options, inputSize }));
  }
  for (const inputSize of retrySizes) {
    if (found.length >= expectedFaces) break;
    addUnknownFaces(found, await detector.detect(image, { ...options, inputSize }));
  }
  return found.sort((a, b) => b.score - a.score);
}
