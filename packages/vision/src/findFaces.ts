import { addUnknownFaces } from './addUnknownFaces.ts';
import type { DetectOptions, FaceDetection, FaceDetector, PixelBox } from './FaceDetector.ts';
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

/** How to look for the faces of a frame when something is known of the frame before. */
export interface LiveLookOptions extends LookOptions {
  /**
   * Where faces should be, in units of the frame's longer side. Those places are looked at first, and the
   * whole frame at `inputSize` only where fewer than `expectedFaces` are found. Only `tiny` reads them.
   */
  readonly followed?: readonly PixelBox[];
  /** Takes the place of `minScore` where faces should be. */
  readonly followedMinScore?: number;
}

/**
 * Looks for faces at one or several input sizes. The tiny detector sees faces of about 50 to 110
 * pixels in its own input, so that one size cannot do for all.
 *
 * @param known faces that were found by other means, if any were looked for: then `inputSize` is the first
 *   of `retrySizes`
 */
export async function findFaces(
  detector: FaceDetector,
  image: RgbImage,
  options: LookOptions,
  known: readonly FaceDetection[] | null = null,
): Promise<FaceDetection[]> {
  const { inputSize, searchSizes = [], retrySizes = [], expectedFaces = 1 } = options;
  const found = known ? [...known] : await detector.detect(image, options);
  if (detector.name === 'ssd') return found;
  for (const size of searchSizes) {
    addUnknownFaces(found, await detector.detect(image, { ...options, inputSize: size }));
  }
  const retries = known && inputSize ? [inputSize, ...retrySizes] : retrySizes;
  for (const size of retries) {
    if (found.length >= expectedFaces) break;
    if (searchSizes.includes(size)) continue;
    addUnknownFaces(found, await detector.detect(image, { ...options, inputSize: size }));
  }
  return found.sort((a, b) => b.score - a.score);
}
