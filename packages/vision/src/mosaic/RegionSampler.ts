import type { RgbImage } from '../RgbImage.ts';

/**
 * Draws squares of pictures into cells of another picture, all of one side. Sampling is that of
 * `SquareInput`, which is what the detectors know: bilinear, without half-pixel centres.
 */
export class RegionSampler {
  readonly #side: number;
  /** For each column of the cell, the byte in a row of the picture that it starts from. */
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  /** Share of the right one. */
  readonly #fraction: Float32Array;

  /** @param side of a cell in pixels */
  constructor(side: number) {
    this.#side = side;
    this.#left = new Int32Array(side);
    this.#right = new Int32Array(side);
    this.#fraction = new Float32Array(side);
  }

  /**
   * Draws the square of `image` that begins at `x`, `y`, whatever part of it there is.
   *
   * @param step pixels of the picture a pixel of the cell
   * @param left of the cell in `target`, in pixels; `top` likewise
   */
  draw(
    image: RgbImage,
    x: number,
    y: number,
    step: number,
    target: RgbImage,
    left: number,
    top: number,
  ): void {
    const { width, height, data: source } = image;
    const { data, width: targetWidth } = target;
    const [firstColumn, endColumn] = this.#inside(x, step, width);
    const [firstRow, endRow] = this.#inside(y, step, height);
    this.#setColumns(x, step, width, firstColumn, endColumn);
    const lefts = this.#left;
    const rights = this.#right;
    const fractions = this.#fraction;
    for (let row = firstRow; row < endRow; row++) {
      const position = y + row * step;
      const upperRow = Math.floor(position);
      const lowerWeight = position - upperRow;
      const upperWeight = 1 - lowerWeight;
      const upper = upperRow * width * 3;
      const lower = Math.min(upperRow + 1, height - 1) * width * 3;
      let at = ((top + row) * targetWidth + left + firstColumn) * 3;
      for (let column = firstColumn; column < endColumn; column++, at += 3) {
        const rightWeight = fractions[column] as number;
        const bottomRight = lowerWeight * rightWeight;
        const topRight = upperWeight * rightWeight;
        const bottomLeft = lowerWeight - bottomRight;
        const topLeft = upperWeight - topRight;
        const a = upper + (lefts[column] as number);
        const b = upper + (rights[column] as number);
        const c = lower + (lefts[column] as number);
        const d = lower + (rights[column] as number);
        // Half a level is added, as storing a byte cuts off the fraction.
        data[at] =
          (source[a] as number) * topLeft +
          (source[b] as number) * topRight +
          (source[c] as number) * bottomLeft +
          (source[d] as number) * bottomRight +
          0.5;
        data[at + 1] =
          (source[a + 1] as number) * topLeft +
          (source[b + 1] as number) * topRight +
          (source[c + 1] as number) * bottomLeft +
          (source[d + 1] as number) * bottomRight +
          0.5;
        data[at + 2] =
          (source[a + 2] as number) * topLeft +
          (source[b + 2] as number) * topRight +
          (source[c + 2] as number) * bottomLeft +
          (source[d + 2] as number) * bottomRight +
          0.5;
      }
    }
  }

  /** The cell's positions along an axis that lie in the picture: the first, and the one past the last. */
  #inside(start: number, step: number, length: number): [first: number, end: number] {
    const first = Math.max(0, Math.ceil(-start / step));
    const last = Math.floor((length - 1 - start) / step);
    return [first, Math.max(first, Math.min(this.#side, last + 1))];
  }

  #setColumns(x: number, step: number, width: number, first: number, end: number): void {
    for (let column = first; column < end; column++) {
      const position = x + column * step;
      const pixel = Math.floor(position);
      this.#left[column] = pixel * 3;
      this.#right[column] = Math.min(pixel + 1, width - 1) * 3;
      this.#fraction[column] = position - pixel;
    }
  }
}
