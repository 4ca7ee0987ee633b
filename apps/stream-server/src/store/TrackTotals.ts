import { EMOTION_COUNT, type ValueKind } from '@emostream/protocol';

/** One row of a track, with those of its values that are to be summed up. Times are milliseconds. */
export interface TrackRow {
  readonly atMs: number;
  /** Index into `EMOTIONS`. */
  readonly label: number;
  readonly uncertain: boolean;
  readonly raw?: readonly number[];
  readonly smoothed?: readonly number[];
  readonly adjusted?: readonly number[] | null;
  /** How long the label stood. */
  readonly heldMs: number;
  /** Whether the label differs from that of the track's row before. */
  readonly changed: boolean;
}

// Places in the array of numbers: four counts, then seven numbers each.
const ROWS = 0;
const ADJUSTED_ROWS = 1;
const UNCERTAIN = 2;
const CHANGES = 3;
const LABEL_ROWS = 4;
const HELD_MS = LABEL_ROWS + EMOTION_COUNT;
const SUMS = {
  raw: HELD_MS + EMOTION_COUNT,
  smoothed: HELD_MS + 2 * EMOTION_COUNT,
  adjusted: HELD_MS + 3 * EMOTION_COUNT,
} as const;
const PEAKS = HELD_MS + 4 * EMOTION_COUNT;
const PEAK_TIMES = PEAKS + EMOTION_COUNT;
const LENGTH = PEAK_TIMES + EMOTION_COUNT;

/** Counts, sums and peaks over rows of one track. Two of them can be added up, in any order. */
export class TrackTotals {
  readonly #numbers: Float64Array;

  constructor(numbers = new Float64Array(LENGTH)) {
    this.#numbers = numbers;
  }

  /** @param bytes what `toBytes` gave */
  static fromBytes(bytes: Uint8Array): TrackTotals {
    // Copied, for a view of doubles must begin at a multiple of eight.
    return new TrackTotals(new Float64Array(bytes.slice().buffer));
  }

  /** 424 bytes: 53 doubles in the byte order of the machine. */
  toBytes(): Uint8Array {
    return new Uint8Array(this.#numbers.buffer);
  }

  get rows(): number {
    return this.#at(ROWS);
  }

  get uncertainRows(): number {
    return this.#at(UNCERTAIN);
  }

  get changes(): number {
    return this.#at(CHANGES);
  }

  /** Time with each label, of the rows that were certain. Milliseconds. */
  get heldMs(): Float64Array {
    return this.#numbers.subarray(HELD_MS, HELD_MS + EMOTION_COUNT);
  }

  /** Rows that have these values. */
  rowsWith(kind: ValueKind): number {
    return kind === 'adjusted' ? this.#at(ADJUSTED_ROWS) : this.rows;
  }

  /** Mean of each emotion; only where `rowsWith` is not zero. */
  means(kind: ValueKind): number[] {
    const rows = this.rowsWith(kind);
    return Array.from(this.#sums(kind), (sum) => sum / rows);
  }

  /** The label of most rows; of several, the first in the order of `EMOTIONS`. */
  get commonestLabel(): number {
    const counts = this.#numbers.subarray(LABEL_ROWS, LABEL_ROWS + EMOTION_COUNT);
    return counts.indexOf(Math.max(...counts));
  }

  /** The highest smoothed probability of an emotion and its first time; only where there are rows. */
  peak(emotion: number): { atMs: number; probability: number } {
    return { atMs: this.#at(PEAK_TIMES + emotion), probability: this.#at(PEAKS + emotion) };
  }

  add(row: TrackRow): void {
    const numbers = this.#numbers;
    this.#comparePeaks(row.smoothed ?? [], 0, () => row.atMs);
    this.#increase(ROWS, 1);
    this.#increase(LABEL_ROWS + row.label, 1);
    if (row.changed) this.#increase(CHANGES, 1);
    if (row.uncertain) this.#increase(UNCERTAIN, 1);
    else this.#increase(HELD_MS + row.label, row.heldMs);
    if (row.adjusted) this.#increase(ADJUSTED_ROWS, 1);
    for (let emotion = 0; emotion < EMOTION_COUNT; emotion++) {
      numbers[SUMS.raw + emotion] = this.#at(SUMS.raw + emotion) + (row.raw?.[emotion] ?? 0);
      numbers[SUMS.smoothed + emotion] =
        this.#at(SUMS.smoothed + emotion) + (row.smoothed?.[emotion] ?? 0);
      numbers[SUMS.adjusted + emotion] =
        this.#at(SUMS.adjusted + emotion) + (row.adjusted?.[emotion] ?? 0);
    }
  }

  merge(other: TrackTotals): void {
    if (other.rows === 0) return;
    const theirs = other.#numbers;
    this.#comparePeaks(theirs, PEAKS, (emotion) => other.#at(PEAK_TIMES + emotion));
    for (let index = 0; index < PEAKS; index++) this.#increase(index, theirs[index] ?? 0);
  }

  /** Takes back a change that was counted against a row that does not belong to what is summed up. */
  forgetChange(): void {
    this.#increase(CHANGES, -1);
  }

  #comparePeaks(
    values: ArrayLike<number>,
    offset: number,
    timeOf: (emotion: number) => number,
  ): void {
    for (let emotion = 0; emotion < EMOTION_COUNT; emotion++) {
      const value = values[offset + emotion] ?? 0;
      const atMs = timeOf(emotion);
      const best = this.#at(PEAKS + emotion);
      const isEarlier = value === best && atMs < this.#at(PEAK_TIMES + emotion);
      if (this.rows > 0 && value <= best && !isEarlier) continue;
      this.#numbers[PEAKS + emotion] = value;
      this.#numbers[PEAK_TIMES + emotion] = atMs;
    }
  }

  #sums(kind: ValueKind): Float64Array {
    return this.#numbers.subarray(SUMS[kind], SUMS[kind] + EMOTION_COUNT);
  }

  #at(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  #increase(index: number, by: number): void {
    this.#numbers[index] = this.#at(index) + by;
  }
}
