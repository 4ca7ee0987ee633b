import { CROP_SIZE } from '@emostream/classifier';

/** Mean luma of the crop that starts at `offset`, 0..255. */
export function cropLuma(crops: Float32Array, offset: number): number {
  let sum = 0;
  for (let i = offset; i < offset + CROP_SIZE; i++) sum += crops[i] as number;
  return sum / CROP_SIZE;
}
