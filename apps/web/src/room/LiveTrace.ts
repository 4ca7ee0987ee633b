import {
  EMOTION_COUNT,
  type Face,
  type FrameResult,
  type Probabilities,
} from '@emostream/protocol';
import type { PlotColumns } from '../timeline/data/plotColumns.ts';

/** How far back it goes. */
export const TRACE_MS = 90_000;
/** A face that was not seen for this long, or for so many frames where they come seldom, leaves a gap. */
const GAP_MS = 1000;
const GAP_FRAMES = 3;
/** How fast the usual time between two frames follows what is measured. */
const INTERVAL_WEIGHT = 0.1;
/** How much larger another face must be before it is taken for the most prominent one. */
const LARGER = 1.3;

/** The last one and a half minutes of one person's most prominent face. */
export class LiveTrace {
  #samples: { readonly atMs: number; readonly shares: Probabilities }[] = [];
  #trackId: number | null = null;
  #newestMs: number | null = null;
  #intervalMs = 0;

  add({ atMs, faces }: Pick<FrameResult, 'atMs' | 'faces'>): void {
    if (this.#newestMs !== null) {
      if (atMs <= this.#newestMs) return;
      // A pause is no measure of how often frames come.
      const intervalMs = Math.min(atMs - this.#newestMs, 2 * GAP_MS);
      this.#intervalMs += (intervalMs - this.#intervalMs) * INTERVAL_WEIGHT;
    }
    this.#newestMs = atMs;
    const face = this.#prominent(faces);
    if (face) this.#samples.push({ atMs, shares: face.smoothed });
    // In one go now and then, not sample by sample.
    const oldest = this.#samples[0];
    if (oldest && oldest.atMs < atMs - 1.2 * TRACE_MS) {
      this.#samples = this.#samples.filter((sample) => sample.atMs >= atMs - TRACE_MS);
    }
  }

  /** As a chart plots them, with nulls where a gap begins. */
  columns(): PlotColumns {
    const timesMs: number[] = [];
    const columns = Array.from({ length: EMOTION_COUNT }, (): (number | null)[] => []);
    const put = (atMs: number, values: Probabilities | null) => {
      timesMs.push(atMs);
      for (const [index, column] of columns.entries()) column.push(values?.[index] ?? null);
    };
    const gapMs = Math.max(GAP_MS, GAP_FRAMES * this.#intervalMs);
    for (const sample of this.#samples) {
      const before = timesMs.at(-1);
      if (before !== undefined && sample.atMs - before > gapMs) put(before + 1, null);
      put(sample.atMs, sample.shares);
    }
    return { timesMs, values: columns };
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
