import type { Box, Emotion } from '@emostream/protocol';
import { EMOTION_GLYPHS, GLYPH_SIZE } from './emotionGlyphs.ts';
import { EMOTION_STYLE } from './emotionStyle.ts';

/** A face as it is to be painted. */
export interface PaintedFace {
  /** Fractions of the unmirrored picture. */
  readonly box: Box;
  readonly emotion: Emotion;
  /** 0..1 */
  readonly confidence: number;
  readonly uncertain: boolean;
  /** 0..1 */
  readonly opacity: number;
  /** Shown when there are several faces to tell apart. */
  readonly number: number | null;
}

/** How the picture lies on the canvas. */
export interface PictureLayout {
  /** Canvas size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Canvas pixels for each CSS pixel. */
  readonly density: number;
  readonly mirrored: boolean;
}

/** A canvas on the page, or one that is only written to a file. */
type PaintContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const INK = '#10151a';
const LINE_PX = 2.5;
const RADIUS_PX = 12;
const FONT = '600 13.5px "Inter Variable", Inter, system-ui, sans-serif';
const LABEL_HEIGHT_PX = 26;
const LABEL_PADDING_PX = 8;
const LABEL_GAP_PX = 5;
const EDGE_PX = 4;

/** Paints boxes with label and confidence over what is on the canvas; the labels stay readable when the picture is mirrored. */
export function paintFaces(
  context: PaintContext,
  faces: readonly PaintedFace[],
  layout: PictureLayout,
): void {
  const { width, height, density } = layout;
  context.setTransform(density, 0, 0, density, 0, 0);
  for (const face of faces) {
    const rect: Rect = {
      left: (layout.mirrored ? 1 - face.box.x - face.box.width : face.box.x) * width,
      top: face.box.y * height,
      width: face.box.width * width,
      height: face.box.height * height,
    };
    context.globalAlpha = face.opacity;
    paintBox(context, face, rect);
    paintLabel(context, face, rect, layout);
  }
  context.globalAlpha = 1;
}

function paintBox(context: PaintContext, face: PaintedFace, rect: Rect): void {
  const radius = Math.min(RADIUS_PX, rect.width / 4);
  context.beginPath();
  context.roundRect(rect.left, rect.top, rect.width, rect.height, radius);
  context.setLineDash(face.uncertain ? [9, 7] : []);
  // A dark rim keeps the line visible on a bright picture.
  context.lineWidth = LINE_PX + 2;
  context.strokeStyle = 'rgb(0 0 0 / 0.35)';
  context.stroke();
  context.lineWidth = LINE_PX;
  context.strokeStyle = EMOTION_STYLE[face.emotion].color;
  context.stroke();
  context.setLineDash([]);
}

function paintLabel(
  context: PaintContext,
  face: PaintedFace,
  rect: Rect,
  layout: PictureLayout,
): void {
  context.font = FONT;
  const text = labelText(face);
  const textLeft = LABEL_PADDING_PX + GLYPH_SIZE + 5;
  const width = textLeft + context.measureText(text).width + LABEL_PADDING_PX + 1;
  const left = clamp(rect.left, EDGE_PX, layout.width - width - EDGE_PX);
  const above = rect.top - LABEL_HEIGHT_PX - LABEL_GAP_PX;
  const inside = rect.top + LABEL_GAP_PX;
  const top = above >= EDGE_PX ? above : clamp(inside, EDGE_PX, layout.height - LABEL_HEIGHT_PX);

  context.beginPath();
  context.roundRect(left, top, width, LABEL_HEIGHT_PX, 8);
  context.fillStyle = EMOTION_STYLE[face.emotion].color;
  context.fill();
  context.fillStyle = INK;
  context.textBaseline = 'middle';
  context.fillText(text, left + textLeft, top + LABEL_HEIGHT_PX / 2 + 1);

  context.save();
  context.translate(left + LABEL_PADDING_PX, top + (LABEL_HEIGHT_PX - GLYPH_SIZE) / 2);
  context.lineWidth = 1.7;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = INK;
  context.stroke(new Path2D(EMOTION_GLYPHS[face.emotion]));
  context.restore();
}

function labelText({ emotion, confidence, uncertain, number }: PaintedFace): string {
  const estimate = uncertain
    ? 'Uncertain'
    : `${EMOTION_STYLE[emotion].label} ${Math.round(100 * confidence)} %`;
  return number === null ? estimate : `${number} · ${estimate}`;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(highest, value));
}
