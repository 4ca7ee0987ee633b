/**
 * Which source positions each output along one axis of a crop mixes, and how much of each. The memory
 * is reused from crop to crop.
 */
export class AxisWeights {
  readonly #side: number;
  /** Index of the first source position of each output. */
  readonly first: Int32Array;
  /** `taps` weights an output, summing to one. It may be longer than that. */
  weights = new Float32Array();
  taps = 0;

  /** @param side number of outputs */
  constructor(side: number) {
    this.#side = side;
    this.first = new Int32Array(side);
  }

  /** Sets the weights for the source interval that starts at `start` and is `size` long. */
  set(start: number, size: number): void {
    const step = size / this.#side;
    this.taps = step > 1 ? Math.ceil(step) + 1 : 2;
    const count = this.#side * this.taps;
    if (this.weights.length < count) this.weights = new Float32Array(count);
    if (step > 1) this.#average(start, step);
    else this.#interpolate(start, step);
  }

  /** Each output averages the source interval it covers; pixels covered in part count in part. */
  #average(start: number, step: number): void {
    const { first, weights, taps } = this;
    for (let i = 0; i < this.#side; i++) {
      const from = start + i * step;
      const to = from + step;
      const pixel = Math.floor(from);
      first[i] = pixel;
      for (let tap = 0; tap < taps; tap++) {
        const covered = Math.min(to, pixel + tap + 1) - Math.max(from, pixel + tap);
        weights[i * taps + tap] = Math.max(0, covered) / step;
      }
    }
  }

  /** Each output lies between the two pixels whose centres enclose its own. */
  #interpolate(start: number, step: number): void {
    const { first, weights } = this;
    for (let i = 0; i < this.#side; i++) {
      const position = start + (i + 0.5) * step - 0.5;
      const pixel = Math.floor(position);
      first[i] = pixel;
      weights[2 * i] = 1 - (position - pixel);
      weights[2 * i + 1] = position - pixel;
    }
  }
}
