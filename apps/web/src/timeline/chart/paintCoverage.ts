import type { CoverageRuns } from '../data/coverageRuns.ts';
import type { TimeRange } from '../data/TimeRange.ts';
import type { Palette } from './Palette.ts';
import { type HatchArea, paintHatch } from './paintHatch.ts';
import { shareAt } from './plotGeometry.ts';

const FONT = '500 12px "Inter Variable", Inter, system-ui, sans-serif';
/** Text needs this much more room than it takes. */
const AIR_PX = 16;

/**
 * Says where a chart is empty and why: hatched where nothing was analyzed, a dotted line where frames
 * without a face were.
 *
 * @param area the plotted area, in CSS pixels
 */
export function paintCoverage(
  context: CanvasRenderingContext2D,
  { noFrames, noFace }: CoverageRuns,
  range: TimeRange,
  area: HatchArea,
  palette: Palette,
): void {
  context.save();
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const run of noFrames) {
    const place = placeOf(run, range, area);
    if (!place) continue;
    context.fillStyle = palette.page;
    context.fillRect(place.left, place.top, place.width, place.height);
    paintHatch(context, place, palette.line, 8, 1.5);
    write(context, 'no frames', place, palette.page, palette.muted);
  }
  for (const run of noFace) {
    const place = placeOf(run, range, area);
    if (!place) continue;
    context.fillStyle = palette.raised;
    context.fillRect(place.left, place.top, place.width, place.height);
    const middle = place.top + place.height / 2;
    context.strokeStyle = palette.muted;
    context.lineWidth = 1.5;
    context.setLineDash([2, 5]);
    context.beginPath();
    context.moveTo(place.left + 3, middle);
    context.lineTo(place.left + place.width - 3, middle);
    context.stroke();
    context.setLineDash([]);
    write(context, 'no face', place, palette.raised, palette.muted);
  }
  context.restore();
}

function placeOf(run: TimeRange, range: TimeRange, area: HatchArea): HatchArea | null {
  const from = Math.max(0, shareAt(range, run.fromMs));
  const to = Math.min(1, shareAt(range, run.toMs));
  if (to <= from) return null;
  return { ...area, left: area.left + from * area.width, width: (to - from) * area.width };
}

function write(
  context: CanvasRenderingContext2D,
  words: string,
  { left, top, width, height }: HatchArea,
  background: string,
  color: string,
): void {
  const needed = context.measureText(words).width + AIR_PX;
  if (needed > width || height < 14) return;
  const x = left + width / 2;
  const y = top + height / 2;
  context.fillStyle = background;
  context.beginPath();
  context.roundRect(x - needed / 2 + 2, y - 9, needed - 4, 18, 6);
  context.fill();
  context.fillStyle = color;
  context.fillText(words, x, y + 0.5);
}
