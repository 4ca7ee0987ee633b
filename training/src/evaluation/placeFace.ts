import type { PixelBox } from '@emostream/vision';
import sharp from 'sharp';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';
import { IMAGE_SIZE } from '../dataset/EmotionDataset.ts';
import { drawBackground } from './drawBackground.ts';

const WIDTH = 640;
const HEIGHT = 480;
const JPEG_QUALITY = 80;

/** How a face is placed. */
export interface Placement {
  /** Smallest and largest side, pixels. */
  readonly sides: readonly [number, number];
  /** Most that it is turned in the plane of the picture, either way, in degrees. Default 0. */
  readonly tilt?: number;
}

/** Frames as a camera would send them, with one face at a known place. */
export interface PlacedFace {
  /** The face's square, as it was before it was tilted about its centre. */
  readonly box: PixelBox;
  /**
   * A 640×480 JPEG.
   *
   * @param right how far the face has moved from `box`, pixels
   * @param down likewise
   */
  frame(right?: number, down?: number): Promise<Uint8Array>;
}

/**
 * Places a 48×48 face at a random place, size and tilt in front of a random background.
 *
 * @param luma 48 × 48 values 0..255
 */
export async function placeFace(
  luma: Uint8Array,
  { sides: [smallest, largest], tilt = 0 }: Placement,
  random: SeededRandom,
): Promise<PlacedFace> {
  const side = smallest + random.index(largest - smallest + 1);
  const left = random.index(WIDTH - side + 1);
  const top = random.index(HEIGHT - side + 1);
  const gray = { width: IMAGE_SIZE, height: IMAGE_SIZE, channels: 1 } as const;
  const upright = await sharp(luma, { raw: gray })
    .resize(side, side, { kernel: 'cubic' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const face = await sharp(upright)
    .rotate(random.around(tilt), { background: '#0000' })
    .png()
    .toBuffer({ resolveWithObject: true });
  const overhang = Math.round((face.info.width - side) / 2);
  const background = await drawBackground(WIDTH, HEIGHT, random);
  const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
  return {
    box: { x: left, y: top, width: side, height: side },
    frame: (right = 0, down = 0) => {
      const at = { left: left + right - overhang, top: top + down - overhang };
      return sharp(background, { raw })
        .composite([{ input: face.data, ...at }])
        .jpeg({ quality: JPEG_QUALITY })
        .toBuffer();
    },
  };
}
