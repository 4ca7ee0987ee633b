import type { PlotColumns } from '../data/plotColumns.ts';
import type { TimeRange } from '../data/TimeRange.ts';

/** Where a line is highest. */
export interface LinePeak {
  readonly series: number;
  readonly atMs: number;
  readonly value: number;
}

/** Lower lines run together at the ground, where a glyph would say nothing. */
const LOWEST = 0.22;

/** The highest point of each line within a range, of those that rise at all. */
export function linePeaks({ timesMs, values }: PlotColumns, range: TimeRange): LinePeak[] {
  return values.flatMap((column, series) => {
    let peak: LinePeak | null = null;
    for (const [point, value] of column.entries()) {
      const atMs = timesMs[point] ?? 0;
      if (value === null || atMs < range.fromMs || atMs > range.toMs) continue;
      if (value > (peak?.value ?? LOWEST)) peak = { series, atMs, value };
    }
    return peak ? [peak] : [];
  });
}
