import { boxOverlap, type PixelBox } from '@emostream/vision';

/** From this overlap on a found face is the one that was placed. */
const SAME_PLACE = 0.3;

/** Whether a found face is the one that was placed. Any unit, as long as both share it. */
export function isSamePlace(found: PixelBox, placed: PixelBox): boolean {
  return boxOverlap(found, placed) > SAME_PLACE;
}
