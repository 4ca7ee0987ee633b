import { EMOTIONS } from '@emostream/protocol';
import { EMOTION_STYLE } from './emotionStyle.ts';
import type { DrawnFace } from './FaceAnimator.ts';

/** How the picture lies on the canvas. */
export interface PictureLayout {
  /** Canvas size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Canvas pixels for each CSS pixel. */
  readonly density: number;
  readonly mirrored: boolean;
}

const LINE_PX = 2.5;
const RADIUS_PX = 10;
const FONT = '600 14px "Inter Variable", Inter, system-ui, sans-serif';
const LABEL_HEIGHT_PX = 26;
const LABEL_PADDING_PX = 9;

/** Paints boxes with label and confidence; the labels stay readable when the picture is mirrored. */
export function paintFaces(
  context: CanvasRenderingContext2D,
  faces: readonly DrawnFace[],
  layout: PictureLayout,
): void {
  const { width, height, density } = layout;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  for (const face of faces) paintFace(context, face, layout);
  context.globalAlpha = 1;
}

function paintFace(
  context: CanvasRenderingContext2D,
  { face, box, opacity }: DrawnFace,
  { width, height, mirrored }: PictureLayout,
): void {
  const { color, label, sign } = EMOTION_STYLE[face.emotion];
  const boxWidth = box.width * width;
  const boxHeight = box.height * height;
  const left = (mirrored ? 1 - box.x - box.width : box.x) * width;
  const top = box.y * height;
  context.globalAlpha = opacity;

  context.beginPath();
  context.roundRect(left, top, boxWidth, boxHeight, RADIUS_PX);
  context.setLineDash(face.uncertain ? [9, 7] : []);
  context.lineWidth = LINE_PX + 2;
  context.strokeStyle = 'rgb(0 0 0 / 0.35)';
  context.stroke();
  context.lineWidth = LINE_PX;
  context.strokeStyle = color;
  context.stroke();
  context.setLineDash([]);

  const share = face.smoothed[EMOTIONS.indexOf(face.emotion)] ?? 0;
  const text = face.uncertain
    ? `${sign} Uncertain`
    : `${sign} ${label} ${Math.round(100 * share)} %`;
  context.font = FONT;
  const labelWidth = context.measureText(text).width + 2 * LABEL_PADDING_PX;
  const labelLeft = clamp(left, 4, Math.max(4, width - labelWidth - 4));
  const above = top - LABEL_HEIGHT_PX - 5;
  const labelTop = above >= 4 ? above : clamp(top + 6, 4, height - LABEL_HEIGHT_PX - 4);
  context.beginPath();
  context.roundRect(labelLeft, labelTop, labelWidth, LABEL_HEIGHT_PX, 7);
  context.fillStyle = color;
  context.fill();
  context.fillStyle = '#10151a';
  context.textBaseline = 'middle';
  context.fillText(text, labelLeft + LABEL_PADDING_PX, labelTop + LABEL_HEIGHT_PX / 2 + 1);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
