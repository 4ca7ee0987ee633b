import { CROP_SIDE } from '@emostream/classifier';
import type { RgbImage } from '../RgbImage.ts';
import type { CropSquare } from './faceSquare.ts';

/** Weights of red, green and blue in luma (ITU-R BT.601), as the training images were made. */
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;

/** Which source positions each of the 48 outputs along an axis mixes, and how much of each. */
interface AxisWeights {
  /** Index of the first source position of each output. */
  readonly first: Int32Array;
  /** `taps` weights an output, summing to one. */
  readonly weights: Float32Array;
  readonly taps: number;
}

/**
 * Cuts squares out of pictures as 48 × 48 luma: area average when shrinking, bilinear when enlarging.
 * What lies past the edge of the picture repeats its outermost pixels, so that a face at the edge is
 * classified like any other.
 */
export class FaceCropper {
  /** Rows of the square, 48 values wide: shrunk along x, not yet along y. */
  #rows = new Float32Array();

  /**
   * @param target receives 48 × 48 values 0..255 from `offset` on
   */
  crop(image: RgbImage, square: CropSquare, target: Float32Array, offset: number): void {
    const across = axisWeights(square.x, square.size);
    const down = axisWeights(square.y, square.size);
    const top = down.first[0] as number;
    const bottom = (down.first[CROP_SIDE - 1] as number) + down.taps - 1;
    const firstRow = clamp(top, image.height - 1);
    const lastRow = clamp(bottom, image.height - 1);
    this.#shrinkRows(image, firstRow, lastRow, across);

    const rows = this.#rows;
    for (let y = 0; y < CROP_SIDE; y++) {
      const to = offset + y * CROP_SIDE;
      target.fill(0, to, to + CROP_SIDE);
      for (let tap = 0; tap < down.taps; tap++) {
        const weight = down.weights[y * down.taps + tap] as number;
        if (weight === 0) continue;
        const row = clamp((down.first[y] as number) + tap, image.height - 1);
        const from = (row - firstRow) * CROP_SIDE;
        for (let x = 0; x < CROP_SIDE; x++) {
          target[to + x] = (target[to + x] as number) + weight * (rows[from + x] as number);
        }
      }
    }
  }

  #shrinkRows(image: RgbImage, firstRow: number, lastRow: number, across: AxisWeights): void {
    const { data, width } = image;
    const { weights, taps } = across;
    const size = (lastRow - firstRow + 1) * CROP_SIDE;
    if (this.#rows.length < size) this.#rows = new Float32Array(size);
    const rows = this.#rows;
    const columns = columnOffsets(across, width);
    let to = 0;
    for (let row = firstRow; row <= lastRow; row++) {
      const start = row * width * 3;
      for (let x = 0, tap = 0; x < CROP_SIDE; x++, to++) {
        let red = 0;
        let green = 0;
        let blue = 0;
        for (const end = tap + taps; tap < end; tap++) {
          const weight = weights[tap] as number;
          const at = start + (columns[tap] as number);
          red += weight * (data[at] as number);
          green += weight * (data[at + 1] as number);
          blue += weight * (data[at + 2] as number);
        }
        rows[to] = RED * red + GREEN * green + BLUE * blue;
      }
    }
  }
}

/** Where in a row of pixels each tap reads; past the edge, the outermost pixel. */
function columnOffsets({ first, taps }: AxisWeights, width: number): Int32Array {
  const offsets = new Int32Array(CROP_SIDE * taps);
  for (let i = 0; i < offsets.length; i++) {
    const column = (first[Math.floor(i / taps)] as number) + (i % taps);
    offsets[i] = 3 * clamp(column, width - 1);
  }
  return offsets;
}

/** Weights for 48 outputs over the source interval that starts at `start` and is `size` long. */
function axisWeights(start: number, size: number): AxisWeights {
  const step = size / CROP_SIDE;
  return step > 1 ? areaWeights(start, step) : bilinearWeights(start, step);
}

/** Each output averages the source interval it covers; pixels covered in part count in part. */
function areaWeights(start: number, step: number): AxisWeights {
  const taps = Math.ceil(step) + 1;
  const first = new Int32Array(CROP_SIDE);
  const weights = new Float32Array(CROP_SIDE * taps);
  for (let i = 0; i < CROP_SIDE; i++) {
    const from = start + i * step;
    const to = from + step;
    const pixel = Math.floor(from);
    first[i] = pixel;
    for (let tap = 0; tap < taps; tap++) {
      const covered = Math.min(to, pixel + tap + 1) - Math.max(from, pixel + tap);
      weights[i * taps + tap] = Math.max(0, covered) / step;
    }
  }
  return { first, weights, taps };
}

/** Each output lies between the two pixels whose centres enclose its own. */
function bilinearWeights(start: number, step: number): AxisWeights {
  const taps = 2;
  const first = new Int32Array(CROP_SIDE);
  const weights = new Float32Array(CROP_SIDE * taps);
  for (let i = 0; i < CROP_SIDE; i++) {
    const position = start + (i + 0.5) * step - 0.5;
    const pixel = Math.floor(position);
    first[i] = pixel;
    weights[i * taps] = 1 - (position - pixel);
    weights[i * taps + 1] = position - pixel;
  }
  return { first, weights, taps };
}

function clamp(index: number, last: number): number {
  return Math.max(0, Math.min(last, index));
}
