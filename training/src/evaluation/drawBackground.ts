import sharp from 'sharp';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';

/** Random pixels across and down, which are enlarged to the whole: a wash, blotches, foliage, blinds, shelves. */
const GRIDS: readonly (readonly [number, number])[] = [
  [8, 6],
  [20, 15],
  [64, 48],
  [40, 1],
  [1, 14],
];

/** Draws one of several kinds of background in random colours. @returns RGB values, row-major */
export async function drawBackground(
  width: number,
  height: number,
  random: SeededRandom,
): Promise<Uint8Array> {
  const [across, down] = GRIDS[random.index(GRIDS.length)] as readonly [number, number];
  const colours = Uint8Array.from({ length: across * down * 3 }, () => random.index(256));
  return sharp(colours, { raw: { width: across, height: down, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer();
}
