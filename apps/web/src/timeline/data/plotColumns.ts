import { gapLength } from './gapLength.ts';
import type { Lane } from './Lane.ts';

/** Columns to be plotted: where a gap begins there is a null, which interrupts every line. */
export interface PlotColumns {
  readonly timesMs: readonly number[];
  /** By series, then by point. */
  readonly values: readonly (readonly (number | null)[])[];
}

/**
 * The lane's means with its gaps. The last bucket before a gap keeps its length: a point repeats its values
 * at its end, so that a bucket that stands alone is still an area.
 */
export function plotColumns({ timesMs, means, bucketMs }: Lane): PlotColumns {
  const gapMs = gapLength(bucketMs);
  const times: number[] = [];
  const values: (number | null)[][] = means.map(() => []);
  const push = (atMs: number, index: number | null) => {
    times.push(atMs);
    for (const [emotion, column] of values.entries()) {
      column.push(index === null ? null : (means[emotion]?.[index] ?? null));
    }
  };
  for (const [index, atMs] of timesMs.entries()) {
    push(atMs, index);
    const next = timesMs[index + 1];
    if (next !== undefined && next - atMs <= gapMs) continue;
    push(atMs + bucketMs, index);
    if (next !== undefined) push(atMs + bucketMs + 1, null);
  }
  return { timesMs: times, values };
}

/**
 * The same as upper edges of a stack whose layers sum to one.
 *
 * @param order the series from the bottom up, as indices
 * @returns values in that order: each the sum of itself and all below it
 */
export function stackColumns(columns: PlotColumns, order: readonly number[]): PlotColumns {
  const { timesMs, values } = columns;
  const sums = timesMs.map((_, point) =>
    order.reduce((sum, series) => sum + (values[series]?.[point] ?? 0), 0),
  );
  const below: number[] = timesMs.map(() => 0);
  const stacked = order.map((series) =>
    timesMs.map((_, point) => {
      const value = values[series]?.[point] ?? null;
      if (value === null) return null;
      const edge = (below[point] ?? 0) + value / (sums[point] || 1);
      below[point] = edge;
      return edge;
    }),
  );
  return { timesMs, values: stacked };
}
