/** From (inclusive) to (exclusive), milliseconds since the epoch. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Closer one cannot look: some frames, in milliseconds. */
export const SHORTEST_VIEW_MS = 400;

export function lengthOf({ fromMs, toMs }: TimeRange): number {
  return toMs - fromMs;
}

/** The range between two moments, whichever comes first. */
export function rangeBetween(one: number, other: number): TimeRange {
  return { fromMs: Math.min(one, other), toMs: Math.max(one, other) };
}

/** A range moved, and where it must be shortened, so that it lies in `bounds`; never too short to see. */
export function fitRange(range: TimeRange, bounds: TimeRange): TimeRange {
  const longest = Math.max(lengthOf(bounds), SHORTEST_VIEW_MS);
  const length = Math.min(longest, Math.max(SHORTEST_VIEW_MS, lengthOf(range)));
  const middle = (range.fromMs + range.toMs) / 2;
  const latest = bounds.fromMs + longest - length;
  const fromMs = Math.min(latest, Math.max(bounds.fromMs, middle - length / 2));
  return { fromMs, toMs: fromMs + length };
}

/**
 * Closer (factor below one) or farther, with a moment that stays where it is on the screen.
 *
 * @param aroundMs that moment
 */
export function zoomRange(
  range: TimeRange,
  factor: number,
  aroundMs: number,
  bounds: TimeRange,
): TimeRange {
  const longest = Math.max(lengthOf(bounds), SHORTEST_VIEW_MS);
  const length = Math.min(longest, Math.max(SHORTEST_VIEW_MS, lengthOf(range) * factor));
  const share = (aroundMs - range.fromMs) / lengthOf(range);
  const fromMs = aroundMs - share * length;
  return fitRange({ fromMs, toMs: fromMs + length }, bounds);
}

export function moveRange({ fromMs, toMs }: TimeRange, byMs: number, bounds: TimeRange): TimeRange {
  return fitRange({ fromMs: fromMs + byMs, toMs: toMs + byMs }, bounds);
}

/** The part of a range that lies in another; null where they do not touch. */
export function overlapOf(one: TimeRange, other: TimeRange): TimeRange | null {
  const fromMs = Math.max(one.fromMs, other.fromMs);
  const toMs = Math.min(one.toMs, other.toMs);
  return toMs > fromMs ? { fromMs, toMs } : null;
}
