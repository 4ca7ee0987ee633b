import type { Marker } from '@emostream/protocol';
import type { TimeRange } from './TimeRange.ts';

/** Where a marker's flag hangs, in CSS pixels from the left of the plotted area. */
export interface FlagPlace {
  readonly marker: Marker;
  readonly leftPx: number;
  /** As wide as it may get. */
  readonly widthPx: number;
  /** 0 is the uppermost. */
  readonly row: number;
}

const GAP_PX = 4;
const LETTER_PX = 6.6;
const FRAME_PX = 34;
const WIDEST_PX = 220;
/** A flag is at least its icon and some letters. */
const NARROWEST_PX = 44;
const MOST_ROWS = 3;

/**
 * Hangs flags side by side, in as few rows as they need. Where even the last row is full, flags overlap.
 *
 * @param widthPx of the plotted area
 */
export function flagPlaces(
  markers: readonly Marker[],
  range: TimeRange,
  widthPx: number,
): { readonly places: readonly FlagPlace[]; readonly rows: number } {
  const ends: number[] = [];
  const places: FlagPlace[] = [];
  const seen = markers
    .filter(({ atMs, endMs }) => atMs <= range.toMs && (endMs ?? atMs) >= range.fromMs)
    .sort((one, other) => one.atMs - other.atMs);
  for (const marker of seen) {
    const share = (marker.atMs - range.fromMs) / (range.toMs - range.fromMs);
    const wanted = Math.min(WIDEST_PX, FRAME_PX + LETTER_PX * (marker.label.length || 7));
    const leftPx = Math.max(0, Math.min(share * widthPx, widthPx - NARROWEST_PX));
    const flagPx = Math.max(NARROWEST_PX, Math.min(wanted, widthPx - leftPx));
    const free = ends.findIndex((end) => end + GAP_PX <= leftPx);
    const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
    ends[row] = Math.max(ends[row] ?? 0, leftPx + flagPx);
    places.push({ marker, leftPx, widthPx: flagPx, row });
  }
  return { places, rows: ends.length };
}
