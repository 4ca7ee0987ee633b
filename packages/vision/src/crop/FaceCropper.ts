import { CROP_SIDE } from '@emostream/classifier';
import type { RgbImage } from '../RgbImage.ts';
import { AxisWeights } from './AxisWeights.ts';
import type { CropSquare } from './faceSquare.ts';

/** Weights of red, green and blue in luma (ITU-R BT.601), as the training images were made. */
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;

/**
 * Cuts squares out of pictures as 48 × 48 luma: area average when shrinking, bilinear when enlarging. What lies past the edge of the picture repeats its outermost pixels, so that a face at the
 * edge is classified like any other. All memory is reused from crop to crop.
 */
export class FaceCropper {
  readonly #across = new AxisWeights(CROP_SIDE);
  readonly #down = new AxisWeights(CROP_SIDE);
  /** Where in a row of pixels each tap along x reads; past the edge, the outermost pixel. */
  #columns = new Int32Array();
  /** Rows of the square, 48 values wide: shrunk along x, not yet along y. */
  #rows = new Float32Array();

  /**
   * @param target receives 48 × 48 values 0..255 from `offset` on
   */
  crop(image: RgbImage, square: CropSquare, target: Float32Array, offset: number): void {
    const down = this.#down;
    this.#across.set(square.x, square.size);
    down.set(square.y, square.size);
    const top = down.first[0] as number;
    const bottom = (down.first[CROP_SIDE - 1] as number) + down.taps - 1;
    const firstRow = clamp(top, image.height - 1);
    const lastRow = clamp(bottom, image.height - 1);
    this.#shrinkRows(image, firstRow, lastRow);

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

  #shrinkRows(image: RgbImage, firstRow: number, lastRow: number): void {
    const { data, width } = image;
    const { weights, taps } = this.#across;
    const size = (lastRow - firstRow + 1) * CROP_SIDE;
    if (this.#rows.length < size) this.#rows = new Float32Array(size);
    const rows = this.#rows;
    this.#setColumns(width);
    const columns = this.#columns;
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

  #setColumns(width: number): void {
    const { first, taps } = this.#across;
    const count = CROP_SIDE * taps;
    if (this.#columns.length < count) this.#columns = new Int32Array(count);
    for (let x = 0, at = 0; x < CROP_SIDE; x++) {
      const column = first[x] as number;
      for (let tap = 0; tap < taps; tap++, at++) {
        this.#columns[at] = 3 * clamp(column + tap, width - 1);
      }
    }
  }
}

function clamp(index: number, last: number): number {
  return Math.max(0, Math.min(last, index));
}
