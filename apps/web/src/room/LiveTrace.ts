import {
  EMOTION_COUNT,
  type Face,
  type FrameResult,
  type Probabilities,
} from '@emostream/protocol';

/** Columns of a chart: times in milliseconds since the epoch, and one column an emotion; null is a gap. */
export interface TraceColumns {
  readonly timesMs: readonly number[];
  readonly shares: readonly (readonly (number | null)[])[];
}

/** How far back it goes. */
export const TRACE_MS = 90_000;
/** Frames further apart than this are not joined. */
const GAP_MS = 2000;
/** How much larger another face must be before it is taken for the most prominent one. */
const LARGER = 1.3;

/** The last one and a half minutes of one person's most prominent face. */
export class LiveTrace {
  #samples: { readonly atMs: number; readonly shares: Probabilities | null }[] = [];
  #trackId: number | null = null;

  get newestMs(): number | null {
    return this.#samples.at(-1)?.atMs ?? null;
  }

  add({ atMs, faces }: Pick<FrameResult, 'atMs' | 'faces'>): void {
    const newestMs = this.newestMs;
    if (newestMs !== null && atMs <= newestMs) return;
    const face = this.#prominent(faces);
    this.#samples.push({ atMs, shares: face?.smoothed ?? null });
    // In one go now and then, not sample by sample.
    const oldest = this.#samples[0];
    if (oldest && oldest.atMs < atMs - 1.2 * TRACE_MS) {
      this.#samples = this.#samples.filter((sample) => sample.atMs >= atMs - TRACE_MS);
    }
  }

  columns(): TraceColumns {
    const timesMs: number[] = [];
    const shares = Array.from({ length: EMOTION_COUNT }, (): (number | null)[] => []);
    const put = (atMs: number, values: Probabilities | null) => {
      timesMs.push(atMs);
      for (const [index, column] of shares.entries()) column.push(values?.[index] ?? null);
    };
    for (const sample of this.#samples) {
      const before = timesMs.at(-1);
      if (before !== undefined && sample.atMs - before > GAP_MS) put(before + 1, null);
      put(sample.atMs, sample.shares);
    }
    return { timesMs, shares };
  }

  /** The largest face, unless the one before is about as large: two people side by side must not flicker. */
  #prominent(faces: readonly Face[]): Face | null {
    const area = ({ box }: Face) => box.width * box.height;
    const [largest] = faces.toSorted((a, b) => area(b) - area(a));
    const known = faces.find(({ trackId }) => trackId === this.#trackId);
    const chosen = known && largest && area(largest) < LARGER * area(known) ? known : largest;
    this.#trackId = chosen?.trackId ?? this.#trackId;
    return chosen ?? null;
  }
}
