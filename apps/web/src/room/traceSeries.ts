import type { TraceColumns } from './LiveTrace.ts';

export type TraceStyle = 'share' | 'lines';

type Column = readonly (number | null)[];

/**
 * The chart's columns: times in seconds, and a column an emotion. As shares each is the sum of itself and
 * those before it, so that the areas between them stand upon each other.
 */
export function traceSeries(
  { timesMs, shares }: TraceColumns,
  style: TraceStyle,
): [number[], ...Column[]] {
  const times = timesMs.map((ms) => ms / 1000);
  if (style === 'lines') return [times, ...shares];
  const sums: (number | null)[][] = [];
  for (const [index, column] of shares.entries()) {
    const below = sums[index - 1];
    sums.push(column.map((value, row) => (value === null ? null : value + (below?.[row] ?? 0))));
  }
  return [times, ...sums];
}
