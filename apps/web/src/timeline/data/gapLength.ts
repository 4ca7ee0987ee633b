/** A face that is seen again within this time was there all along; as the server's summaries have it. */
const HOLD_MS = 500;

/**
 * How far apart two filled buckets must be for a gap to lie between them, in milliseconds. Short buckets
 * lie empty between frames that come a few times a second, and those are no gaps.
 */
export function gapLength(bucketMs: number): number {
  return Math.max(1.5 * bucketMs, HOLD_MS);
}
