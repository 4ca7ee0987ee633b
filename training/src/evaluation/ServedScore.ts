import { percent } from './percent.ts';

/** Whether a found face's label is right. */
export interface ServedLabels {
  /** By the crop of the last frame. */
  readonly served: boolean;
  /** Averaged over the frames. */
  readonly smoothed: boolean;
  /** By the dataset's own image. */
  readonly direct: boolean;
}

/** Counts, over placed faces, what the served path found and got right. */
export class ServedScore {
  #placed = 0;
  #found = 0;
  #served = 0;
  #smoothed = 0;
  #direct = 0;
  #elsewhere = 0;

  /**
   * Takes in one placed face.
   *
   * @param right whether its label is right; null where the face was not found
   * @param elsewhere faces shown where there is none
   */
  add(right: ServedLabels | null, elsewhere: number): void {
    this.#placed++;
    this.#elsewhere += elsewhere;
    if (!right) return;
    this.#found++;
    if (right.served) this.#served++;
    if (right.smoothed) this.#smoothed++;
    if (right.direct) this.#direct++;
  }

  /** Shares of the placed faces, of the found ones, and mistaken faces a frame. NaN where there are none. */
  get figures() {
    return {
      placed: this.#placed,
      recall: this.#found / this.#placed,
      direct: this.#direct / this.#found,
      served: this.#served / this.#found,
      smoothed: this.#smoothed / this.#found,
      elsewhere: this.#elsewhere / this.#placed,
    };
  }

  /** The figures as the cells of a row. */
  get row(): string[] {
    const { placed, recall, direct, served, smoothed, elsewhere } = this.figures;
    const lost = `${(100 * (direct - served)).toFixed(2)}`;
    const shares = [recall, direct, served].map(percent);
    return [String(placed), ...shares, lost, percent(smoothed), elsewhere.toFixed(3)];
  }
}
