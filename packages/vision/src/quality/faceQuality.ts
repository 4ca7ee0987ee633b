import type { FaceQuality } from '@emostream/protocol';
import type { FaceMeasures } from './FaceMeasures.ts';

/**
 * What a face needs to be read. The figures are those of `npm run evaluate-quality` on 1,200 validation
 * faces of FER2013, of which the classifier gets 65.9 % right as they are.
 */
export const QUALITY_LIMITS = {
  /**
   * Shorter side of the box in pixels. Shrunk until the box's longer side has 36 px, faces lose 0.7
   * points of accuracy; at 31 px 2.5 points, at 27 px 5.5, at 22 px 11.6.
   */
  minSidePx: 32,
  /**
   * Mean luma of the crop. Darkened, with the noise of a dim camera (3 of 256 levels), faces lose 5.6
   * points at a mean of 60, 9.6 at 42 and 16 at 30. Not higher than this, as dark skin in good light
   * comes near: one such face of face-api's demo photos has a mean of 52.
   */
  minLuma: 40,
  /**
   * Sharpness of the crop. Blurred by a Gaussian of 1 px of the crop, faces lose 0.9 points, and 12 %
   * are under the limit; of 1.25 px, 9.2 points, and 81 % are; of 1.5 px, 12.7 points and 90 %; of 2 px,
   * 26 points and 99 %. As they are, none is.
   */
  minSharpness: 0.06,
  /**
   * Degrees of yaw. Accuracy falls slowly: of all 3,589 validation faces, 69.1 % are right under 5°,
   * 60.2 % at 5 to 25°, and 54 % of the 109 faces beyond. Of 14 faces called turned in the comparison
   * with another network (`faceYaw`), that saw 13 beyond 20°; of the 26 that it saw beyond 25°, 11 were
   * called turned.
   */
  maxYaw: 25,
} as const;

/** To count as over, a problem must be past its limit by this share of it. */
const MARGIN = 0.15;

/**
 * What makes a face hard to read, the first of `FACE_QUALITIES` that holds; `good` where nothing does.
 *
 * @param before the face's quality up to now: what it was bad for must clearly be over, so that a face
 *   at a limit does not flicker
 */
export function faceQuality(measures: FaceMeasures, before: FaceQuality = 'good'): FaceQuality {
  const { sidePx, luma, sharpness, yaw } = measures;
  const { minSidePx, minLuma, minSharpness, maxYaw } = QUALITY_LIMITS;
  const raised = (quality: FaceQuality) => (before === quality ? 1 + MARGIN : 1);
  if (sidePx < minSidePx * raised('small')) return 'small';
  if (luma < minLuma * raised('dark')) return 'dark';
  if (sharpness < minSharpness * raised('blurred')) return 'blurred';
  if (yaw !== null && Math.abs(yaw) > maxYaw / raised('turned')) return 'turned';
  return 'good';
}
