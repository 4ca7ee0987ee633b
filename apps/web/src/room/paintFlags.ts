import type { Marker } from '@emostream/protocol';
import type uPlot from 'uplot';
import type { Palette } from '../timeline/chart/Palette.ts';

const FONT_PX = 11;
const HEIGHT_PX = 18;
const PADDING_PX = 6;
const LONGEST = 22;

/** Paints the markers over a plot whose x is in milliseconds: a dashed line each, with its label on top. */
export function paintFlags(plot: uPlot, markers: readonly Marker[], palette: Palette): void {
  const { ctx, bbox, scales } = plot;
  const { min = 0, max = 0 } = scales.x ?? {};
  const density = window.devicePixelRatio;
  ctx.save();
  ctx.lineWidth = density;
  ctx.font = `600 ${FONT_PX * density}px "Inter Variable", Inter, system-ui, sans-serif`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  // The latest lies on top where flags overlap.
  for (const { atMs, label } of markers.toReversed()) {
    if (min === null || max === null || atMs < min || atMs > max) continue;
    const x = Math.round(plot.valToPos(atMs, 'x', true));
    ctx.strokeStyle = palette.text;
    ctx.setLineDash([3 * density, 3 * density]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const text = label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label || 'Marker';
    const width = ctx.measureText(text).width + 2 * PADDING_PX * density;
    const left = Math.min(x, bbox.left + bbox.width - width);
    ctx.fillStyle = palette.text;
    ctx.fillRect(left, bbox.top, width, HEIGHT_PX * density);
    ctx.fillStyle = palette.page;
    ctx.fillText(text, left + PADDING_PX * density, bbox.top + (HEIGHT_PX / 2) * density);
  }
  ctx.restore();
}
