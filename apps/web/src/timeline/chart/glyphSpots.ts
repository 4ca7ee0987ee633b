import type { PlotColumns } from '../data/plotColumns.ts';

/** Where a layer of the stack has room for its glyph. */
export interface GlyphSpot {
  /** Which layer, as index into the columns. */
  readonly layer: number;
  readonly atMs: number;
  /** Its middle, 0..1 from the bottom. */
  readonly middle: number;
}

/**
 * Looks for the thickest place of every layer in each stretch of time.
 *
 * @param stacked upper edges from the bottom up, as `stackColumns` gives them
 * @param stretchMs at most one glyph a layer in this time
 * @param room what a glyph needs: half its width as time, its height as a share of the chart's
 */
export function glyphSpots(
  stacked: PlotColumns,
  stretchMs: number,
  room: { readonly halfMs: number; readonly height: number },
): GlyphSpot[] {
  const best = new Map<string, GlyphSpot & { readonly thick: number }>();
  const { timesMs, values } = stacked;
  const thicknessAt = (layer: number, point: number): number => {
    const upper = values[layer]?.[point] ?? null;
    if (upper === null) return 0;
    return upper - (layer === 0 ? 0 : (values[layer - 1]?.[point] ?? 0));
  };
  /** The least thickness within reach of a glyph that stands there. */
  const roomAt = (layer: number, point: number): number => {
    const atMs = timesMs[point] ?? 0;
    let least = thicknessAt(layer, point);
    for (const step of [-1, 1]) {
      let near = point;
      do {
        near += step;
        least = Math.min(least, thicknessAt(layer, near));
      } while (least >= room.height && Math.abs((timesMs[near] ?? atMs) - atMs) < room.halfMs);
    }
    return least;
  };
  for (const [point, atMs] of timesMs.entries()) {
    const stretch = Math.floor(atMs / stretchMs);
    for (let layer = 0; layer < values.length; layer += 1) {
      const thick = roomAt(layer, point);
      const key = `${layer} ${stretch}`;
      if (thick < room.height || thick <= (best.get(key)?.thick ?? 0)) continue;
      const middle = (values[layer]?.[point] ?? 0) - thicknessAt(layer, point) / 2;
      best.set(key, { layer, atMs, middle, thick });
    }
  }
  return Array.from(best.values(), ({ layer, atMs, middle }) => ({ layer, atMs, middle }));
}
