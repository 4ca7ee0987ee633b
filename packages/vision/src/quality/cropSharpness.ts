import { CROP_SIDE, CROP_SIZE } from '@emostream/classifier';

/** Added to the variance, so that a crop of one shade, which has no contrast, counts as blurred. */
const NOISE_VARIANCE = 4;

/**
 * How much of a crop's contrast is fine detail: the mean square of its Laplacian over its variance
 * (Pertuz et al. 2013, "variance of the Laplacian", made independent of contrast).
 *
 * It is measured on the 48 × 48 pixels that the classifier sees, not on the frame: a blur that is lost
 * when a large face is shrunk to the crop does the classifier no harm and is not counted.
 *
 * @param offset where the crop starts in `crops`
 * @param luma its mean
 */
export function cropSharpness(crops: Float32Array, offset: number, luma: number): number {
  let variance = 0;
  for (let i = offset; i < offset + CROP_SIZE; i++) {
    const difference = (crops[i] as number) - luma;
    variance += difference * difference;
  }
  let detail = 0;
  for (let y = 1; y < CROP_SIDE - 1; y++) {
    const row = offset + y * CROP_SIDE;
    for (let i = row + 1; i < row + CROP_SIDE - 1; i++) {
      const laplacian =
        (crops[i - 1] as number) +
        (crops[i + 1] as number) +
        (crops[i - CROP_SIDE] as number) +
        (crops[i + CROP_SIDE] as number) -
        4 * (crops[i] as number);
      detail += laplacian * laplacian;
    }
  }
  const inner = (CROP_SIDE - 2) * (CROP_SIDE - 2);
  return detail / inner / (variance / CROP_SIZE + NOISE_VARIANCE);
}
