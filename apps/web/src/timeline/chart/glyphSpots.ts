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
 * @param thickness the least that has room, as a share of the height
 */
export function glyphSpots(
  stacked: PlotColumns,
  stretchMs: number,
  thickness: number,
): GlyphSpot[] {
  const best = new Map<string, GlyphSpot & { readonly thick: number }>();
  const { timesMs, values } = stacked;
  // A place has room only if its neighbours have, too: a single peak is too narrow for a glyph.
  const thicknessAt = (layer: number, point: number): number => {
    const upper = values[layer]?.[point] ?? null;
    if (upper === null) return 0;
    return upper - (layer === 0 ? 0 : (values[layer - 1]?.[point] ?? 0));
  };
  for (const [point, atMs] of timesMs.entries()) {
    const stretch = Math.floor(atMs / stretchMs);
    for (let layer = 0; layer < values.length; layer += 1) {
      const thick = Math.min(
        thicknessAt(layer, point),
        thicknessAt(layer, point - 1),
        thicknessAt(layer, point + 1),
      );
      const key = `${layer} ${stretch}`;
      if (thick < thickness || thick <= (best.get(key)?.thick ?? 0)) continue;
      const middle = (values[layer]?.[point] ?? 0) - thicknessAt(layer, point) / 2;
      best.set(key, { layer, atMs, middle, thick });
    }
  }
  return Array.from(best.values(), ({ layer, atMs, middle }) => ({ layer, atMs, middle }));
}
