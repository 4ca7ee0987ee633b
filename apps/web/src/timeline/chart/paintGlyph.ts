import { EMOTIONS } from '@emostream/protocol';
import { EMOTION_GLYPHS, GLYPH_SIZE } from '../../overlay/emotionGlyphs.ts';

/**
 * An emotion's small face on a canvas.
 *
 * @param emotion index into `EMOTIONS`
 * @param x, y its middle, in CSS pixels
 */
export function paintGlyph(
  context: CanvasRenderingContext2D,
  emotion: number,
  x: number,
  y: number,
  color: string,
  sizePx = GLYPH_SIZE,
): void {
  const name = EMOTIONS[emotion];
  if (name === undefined) return;
  context.save();
  context.translate(x - sizePx / 2, y - sizePx / 2);
  context.scale(sizePx / GLYPH_SIZE, sizePx / GLYPH_SIZE);
  context.strokeStyle = color;
  context.lineWidth = 1.7;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.stroke(new Path2D(EMOTION_GLYPHS[name]));
  context.restore();
}
