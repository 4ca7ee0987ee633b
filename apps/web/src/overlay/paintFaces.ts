import type { Box, Emotion } from '@emostream/protocol';
import { EMOTION_GLYPHS, GLYPH_SIZE } from './emotionGlyphs.ts';
import { EMOTION_STYLE } from './emotionStyle.ts';
import { LabelPlacer, type Rect } from './LabelPlacer.ts';

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

const INK = '#10151a';
const LINE_PX = 2.5;
const RADIUS_PX = 12;
/** On a small picture the labels are smaller too, so that they leave some of it to see. */
const SMALL_PICTURE_PX = 480;
const SMALL_LABEL = 0.86;
/** On a tile among many they are still smaller, and leave the number out. */
const TINY_PICTURE_PX = 320;
const TINY_LABEL = 0.72;
const FONT_PX = 13.5;
const LABEL_HEIGHT_PX = 26;
const LABEL_PADDING_PX = 8;
const TEXT_LEFT_PX = LABEL_PADDING_PX + GLYPH_SIZE + 5;

/**
 * Paints boxes with label and confidence over what is on the canvas; the labels stay readable when the
 * picture is mirrored.
 *
 * @param placer remembers the labels' places where the same faces are painted again and again
 */
export function paintFaces(
  context: PaintContext,
  faces: readonly PaintedFace[],
  layout: PictureLayout,
  placer = new LabelPlacer(),
): void {
  const { width, height, density, mirrored } = layout;
  context.setTransform(density, 0, 0, density, 0, 0);
  const tiny = width < TINY_PICTURE_PX;
  const scale = tiny ? TINY_LABEL : width < SMALL_PICTURE_PX ? SMALL_LABEL : 1;
  context.font = `600 ${FONT_PX}px "Inter Variable", Inter, system-ui, sans-serif`;
  const labels = faces.map((face) => ({
    key: face.number ?? 1,
    box: {
      left: (mirrored ? 1 - face.box.x - face.box.width : face.box.x) * width,
      top: face.box.y * height,
      width: face.box.width * width,
      height: face.box.height * height,
    },
    width:
      scale *
      (TEXT_LEFT_PX + context.measureText(labelText(face, tiny)).width + LABEL_PADDING_PX + 1),
    height: scale * LABEL_HEIGHT_PX,
  }));
  const places = placer.place(labels, layout);
  // All boxes first: no box runs through a label.
  for (const [index, { box }] of labels.entries()) {
    const face = faces[index] as PaintedFace;
    context.globalAlpha = face.opacity;
    paintBox(context, face, box);
  }
  for (const [index, place] of places.entries()) {
    const face = faces[index] as PaintedFace;
    context.globalAlpha = face.opacity;
    context.save();
    context.translate(place.left, place.top);
    context.scale(scale, scale);
    paintLabel(context, face, labelText(face, tiny), place.width / scale);
    context.restore();
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

/** @param width the label's, of which the text leaves the padding */
function paintLabel(context: PaintContext, face: PaintedFace, text: string, width: number): void {
  context.beginPath();
  context.roundRect(0, 0, width, LABEL_HEIGHT_PX, 8);
  context.fillStyle = EMOTION_STYLE[face.emotion].color;
  context.fill();
  context.fillStyle = INK;
  context.textBaseline = 'middle';
  context.fillText(text, TEXT_LEFT_PX, LABEL_HEIGHT_PX / 2 + 1);

  context.translate(LABEL_PADDING_PX, (LABEL_HEIGHT_PX - GLYPH_SIZE) / 2);
  context.lineWidth = 1.7;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = INK;
  context.stroke(new Path2D(EMOTION_GLYPHS[face.emotion]));
}

function labelText(face: PaintedFace, short: boolean): string {
  const { emotion, confidence, uncertain, number } = face;
  const { label } = EMOTION_STYLE[emotion];
  const certain = short ? label : `${label} ${Math.round(100 * confidence)} %`;
  const estimate = uncertain ? 'Uncertain' : certain;
  if (short) return estimate;
  return number === null ? estimate : `${number} · ${estimate}`;
}
