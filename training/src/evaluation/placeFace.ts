import type { PixelBox } from '@emostream/vision';
import sharp from 'sharp';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';
import { IMAGE_SIZE } from '../dataset/EmotionDataset.ts';

const WIDTH = 640;
const HEIGHT = 480;
const JPEG_QUALITY = 80;

/** A frame as a camera would send it, with one face at a known place. */
export interface PlacedFace {
  readonly jpeg: Uint8Array;
  readonly box: PixelBox;
}

/**
 * Places a 48×48 face upright in a 640×480 JPEG frame, at a random place and a random size between two
 * sides, on a soft background of random colours.
 *
 * @param luma 48 × 48 values 0..255
 */
export async function placeFace(
  luma: Uint8Array,
  [smallest, largest]: readonly [number, number],
  random: SeededRandom,
): Promise<PlacedFace> {
  const side = smallest + random.index(largest - smallest + 1);
  const left = random.index(WIDTH - side + 1);
  const top = random.index(HEIGHT - side + 1);
  const face = await sharp(luma, { raw: { width: IMAGE_SIZE, height: IMAGE_SIZE, channels: 1 } })
    .resize(side, side, { kernel: 'cubic' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const jpeg = await sharp(softColours(random), { raw: { width: 8, height: 6, channels: 3 } })
    .resize(WIDTH, HEIGHT, { kernel: 'cubic' })
    .composite([{ input: face, left, top }])
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
  return { jpeg, box: { x: left, y: top, width: side, height: side } };
}

/** 8 × 6 random pixels, which become a smooth wash of colours when they are enlarged. */
function softColours(random: SeededRandom): Uint8Array {
  return Uint8Array.from({ length: 8 * 6 * 3 }, () => random.index(256));
}
