import type { FaceQuality } from '@emostream/protocol';
import type { FaceMeasures } from './FaceMeasures.ts';

/**
 * What a face needs to be read. The figures are of `npm run evaluate-quality` on validation faces of
 * FER2013, of which the classifier gets 64 % right as they are.
 */
export const QUALITY_LIMITS = {
  /**
   * Shorter side of the box. Shrunk so far that the box's longer side has 36 px, faces lose nothing; at
   * 31 px one point of accuracy, at 27 px six, at 22 px thirteen. The shorter side is the smaller one,
   * so that this is on the safe side.
   */
  minSidePx: 32,
  /**
   * Mean luma of the crop. With the noise of a dim camera (3 of 256 levels) darkened faces lose 2 points
   * at a mean of 120, 5 at 60, 10 at 42 and 15 at 30. One validation face in a hundred is darker.
   */
  minLuma: 50,
  /**
   * Sharpness of the crop. Blurred by a Gaussian of 1 px of the crop, faces lose nothing, and 10 % are
   * under the limit; of 1.25 px, 11 points, and three quarters are under it; of 1.5 px, 14 points and
   * nine in ten. No validation face is under it as it is.
   */
  minSharpness: 0.06,
  /** Degrees of yaw. */
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
