/** Milliseconds as seconds, rounded to a microsecond. */
export function seconds(ms: number): number {
  return Math.round(ms * 1000) / 1e6;
}
