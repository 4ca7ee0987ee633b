/** A rectangle on a canvas, in CSS pixels. */
export interface HatchArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Diagonal lines over an area: something is missing or in doubt there. */
export function paintHatch(
  context: CanvasRenderingContext2D,
  { left, top, width, height }: HatchArea,
  color: string,
  spacingPx: number,
  linePx: number,
): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.strokeStyle = color;
  context.lineWidth = linePx;
  context.beginPath();
  // From a fixed grid, so that areas side by side and the next drawing fit together.
  const first = Math.floor((left - height) / spacingPx) * spacingPx;
  for (let x = first; x < left + width; x += spacingPx) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}
