/** From (inclusive) to (exclusive), milliseconds since the epoch. */
export interface ClosedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What of a range is left without the excluded ones, which may overlap and lie anywhere. By time. */
export function includedRanges(
  range: ClosedRange,
  excluded: readonly ClosedRange[],
): ClosedRange[] {
  const included: ClosedRange[] = [];
  let fromMs = range.fromMs;
  for (const hole of [...excluded].sort((one, other) => one.fromMs - other.fromMs)) {
    const toMs = Math.min(hole.fromMs, range.toMs);
    if (toMs > fromMs) included.push({ fromMs, toMs });
    fromMs = Math.max(fromMs, hole.toMs);
  }
  if (range.toMs > fromMs) included.push({ fromMs, toMs: range.toMs });
  return included;
}
