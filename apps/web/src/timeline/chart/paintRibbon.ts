import { EMOTIONS } from '@emostream/protocol';
import { EMOTION_STYLE } from '../../overlay/emotionStyle.ts';
import type { RibbonRun } from '../data/ribbonRuns.ts';
import type { TimeRange } from '../data/TimeRange.ts';
import type { Palette } from './Palette.ts';
import { paintGlyph } from './paintGlyph.ts';
import { type HatchArea, paintHatch } from './paintHatch.ts';
import { shareAt } from './plotGeometry.ts';

const FONT = '600 12.5px "Inter Variable", Inter, system-ui, sans-serif';
const GLYPH_ROOM_PX = 22;
/** Thinner than this nothing is seen of a run, so it is drawn as wide as that. */
const THINNEST_PX = 0.75;

/**
 * The label that stood at each time, as a band of colours; where it was uncertain only its outline's colour
 * is left, hatched. Wide runs carry their glyph and name.
 */
export function paintRibbon(
  context: CanvasRenderingContext2D,
  runs: readonly RibbonRun[],
  range: TimeRange,
  area: HatchArea,
  palette: Palette,
  named = true,
): void {
  context.save();
  context.beginPath();
  context.rect(area.left, area.top, area.width, area.height);
  context.clip();
  for (const run of runs) {
    const left = area.left + shareAt(range, run.fromMs) * area.width;
    const right = area.left + shareAt(range, run.toMs) * area.width;
    if (right < area.left || left > area.left + area.width) continue;
    const place = { ...area, left, width: Math.max(THINNEST_PX, right - left) };
    paintRun(context, run, place, palette);
    if (named) nameRun(context, run, seen(place, area), palette);
  }
  context.restore();
}

function paintRun(
  context: CanvasRenderingContext2D,
  { label, uncertain }: RibbonRun,
  place: HatchArea,
  palette: Palette,
): void {
  const color = palette.emotions[label] ?? palette.muted;
  if (uncertain) {
    context.fillStyle = palette.surface;
    context.fillRect(place.left, place.top, place.width, place.height);
    context.save();
    context.globalAlpha = 0.28;
    context.fillStyle = color;
    context.fillRect(place.left, place.top, place.width, place.height);
    context.restore();
    paintHatch(context, place, color, 6, 2);
    return;
  }
  context.fillStyle = color;
  context.fillRect(place.left, place.top, place.width, place.height);
}

function seen(place: HatchArea, area: HatchArea): HatchArea {
  const left = Math.max(place.left, area.left);
  const right = Math.min(place.left + place.width, area.left + area.width);
  return { ...place, left, width: right - left };
}

function nameRun(
  context: CanvasRenderingContext2D,
  { label, uncertain }: RibbonRun,
  { left, top, width, height }: HatchArea,
  palette: Palette,
): void {
  const emotion = EMOTIONS[label];
  if (width < GLYPH_ROOM_PX || emotion === undefined || uncertain) return;
  const ink = palette.inks[label] ?? palette.text;
  const words = EMOTION_STYLE[emotion].label;
  context.font = FONT;
  const textWidth = context.measureText(words).width;
  const middle = top + height / 2;
  if (width < GLYPH_ROOM_PX + textWidth + 12) {
    paintGlyph(context, label, left + width / 2, middle, ink);
    return;
  }
  const start = left + 8;
  paintGlyph(context, label, start + 8, middle, ink);
  context.fillStyle = ink;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(words, start + GLYPH_ROOM_PX, middle + 1);
}
