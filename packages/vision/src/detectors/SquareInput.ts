import type { RgbImage } from '../RgbImage.ts';

/** For each output position along one axis the two source positions it mixes, and their weights. */
interface AxisTaps {
  /** Length of the picture's axis in pixels. */
  readonly length: number;
  /** Output positions that touch the picture; the rest is padding. */
  readonly count: number;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly firstWeight: Float32Array;
  readonly secondWeight: Float32Array;
}

/**
 * A detector's square input, filled from pictures of any shape.
 *
 * The picture is scaled to fit, at the top left, and the rest is black. Sampling is TensorFlow's
 * `resizeBilinear` without half-pixel centres on the picture padded to a square, which is what
 * face-api feeds its networks: another kernel moves the boxes by pixels.
 */
export class SquareInput {
  readonly side: number;
  /** 3 × `side` × `side`: the red, the green and the blue plane, 0..255. */
  readonly data: Float32Array;
  #columns: AxisTaps | null = null;
  #rows: AxisTaps | null = null;

  constructor(side: number) {
    this.side = side;
    this.data = new Float32Array(3 * side * side);
  }

  /** Overwrites `data`. Keeps nothing of the picture but its size. */
  fill(image: RgbImage): void {
    const { width, height } = image;
    const { data, side } = this;
    const square = Math.max(width, height);
    if (this.#columns?.length !== width || this.#rows?.length !== height) {
      this.#columns = axisTaps(width, square, side);
      this.#rows = axisTaps(height, square, side);
      data.fill(0);
    }
    if (Number.isInteger(square / side)) this.#pick(image, square / side);
    else this.#mix(image, this.#columns, this.#rows);
  }

  /** Where a step is a whole number of pixels, there is nothing to mix. */
  #pick({ width, height, data: source }: RgbImage, step: number): void {
    const { data, side } = this;
    const plane = side * side;
    const columns = Math.ceil(width / step);
    const rows = Math.ceil(height / step);
    for (let y = 0; y < rows; y++) {
      let from = y * step * width * 3;
      for (let at = y * side, end = at + columns; at < end; at++, from += 3 * step) {
        data[at] = source[from] as number;
        data[at + plane] = source[from + 1] as number;
        data[at + 2 * plane] = source[from + 2] as number;
      }
    }
  }

  #mix({ width, data: source }: RgbImage, columns: AxisTaps, rows: AxisTaps): void {
    const { data, side } = this;
    const { count, first, second, firstWeight, secondWeight } = columns;
    const plane = side * side;
    for (let y = 0; y < rows.count; y++) {
      const upper = (rows.first[y] as number) * width * 3;
      const lower = (rows.second[y] as number) * width * 3;
      const upperWeight = rows.firstWeight[y] as number;
      const lowerWeight = rows.secondWeight[y] as number;
      let at = y * side;
      for (let x = 0; x < count; x++, at++) {
        const left = (first[x] as number) * 3;
        const right = (second[x] as number) * 3;
        const leftWeight = firstWeight[x] as number;
        const rightWeight = secondWeight[x] as number;
        const topLeft = upperWeight * leftWeight;
        const topRight = upperWeight * rightWeight;
        const bottomLeft = lowerWeight * leftWeight;
        const bottomRight = lowerWeight * rightWeight;
        const a = upper + left;
        const b = upper + right;
        const c = lower + left;
        const d = lower + right;
        data[at] =
          (source[a] as number) * topLeft +
          (source[b] as number) * topRight +
          (source[c] as number) * bottomLeft +
          (source[d] as number) * bottomRight;
        data[at + plane] =
          (source[a + 1] as number) * topLeft +
          (source[b + 1] as number) * topRight +
          (source[c + 1] as number) * bottomLeft +
          (source[d + 1] as number) * bottomRight;
        data[at + 2 * plane] =
          (source[a + 2] as number) * topLeft +
          (source[b + 2] as number) * topRight +
          (source[c + 2] as number) * bottomLeft +
          (source[d + 2] as number) * bottomRight;
      }
    }
  }
}

function axisTaps(length: number, square: number, side: number): AxisTaps {
  const step = square / side;
  const count = Math.min(side, Math.ceil(length / step));
  const taps: AxisTaps = {
    length,
    count,
    first: new Int32Array(count),
    second: new Int32Array(count),
    firstWeight: new Float32Array(count),
    secondWeight: new Float32Array(count),
  };
  for (let i = 0; i < count; i++) {
    const position = i * step;
    const first = Math.min(Math.floor(position), length - 1);
    const fraction = position - first;
    // Past the end there is the last pixel again, or padding, which is black and needs no reading.
    const reachesPadding = first === length - 1 && length < square;
    taps.first[i] = first;
    taps.second[i] = Math.min(first + 1, length - 1);
    taps.firstWeight[i] = 1 - fraction;
    taps.secondWeight[i] = reachesPadding ? 0 : fraction;
  }
  return taps;
}
