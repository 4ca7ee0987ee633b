import { CROP_SIDE, CROP_SIZE } from '@emostream/classifier';
import { FaceCropper } from '@emostream/vision';
import sharp from 'sharp';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';

/** Noise of a camera in dim light: its standard deviation in levels of 256. */
const DIM_NOISE = 3;

/** A 48 × 48 crop of luma 0..255. */
export type Luma = Uint8Array;

const RAW = { raw: { width: CROP_SIDE, height: CROP_SIDE, channels: 1 } } as const;

/** @param sigma of the Gaussian, in pixels of the crop */
export async function blurredFace(luma: Luma, sigma: number): Promise<Float32Array> {
  return firstChannel(sharp(luma, RAW).blur(sigma), CROP_SIZE);
}

/** Darkened to a mean luma, with the noise that a camera adds in the dark. */
export function darkenedFace(luma: Luma, mean: number, random: SeededRandom): Float32Array {
  const own = luma.reduce((sum, value) => sum + value, 0) / CROP_SIZE;
  const gain = mean / Math.max(1, own);
  return Float32Array.from(luma, (value) =>
    Math.max(0, Math.min(255, Math.round(value * gain + DIM_NOISE * random.normal()))),
  );
}

/** As it is cropped where the frame shows it with only `side` pixels. */
export async function shrunkenFace(luma: Luma, side: number): Promise<Float32Array> {
  const small = await firstChannel(sharp(luma, RAW).resize(side, side), side * side);
  const data = new Uint8Array(3 * small.length);
  for (const [i, value] of small.entries()) data.fill(value, 3 * i, 3 * i + 3);
  const target = new Float32Array(CROP_SIZE);
  const image = { data, width: side, height: side };
  new FaceCropper().crop(image, { x: 0, y: 0, size: side }, target, 0);
  return target;
}

async function firstChannel(picture: sharp.Sharp, pixels: number): Promise<Float32Array> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return Float32Array.from({ length: pixels }, (_, i) => data[i * info.channels] as number);
}
