'use client';

import { EMOTIONS, type FrameResult } from '@emostream/protocol';
import { useEffect, useRef } from 'react';
import type { DrawnFace } from './FaceAnimator.ts';
import { LabelPlacer } from './LabelPlacer.ts';
import type { DrawnDetail, OverlayElement } from './OverlayElement.ts';
import { type PaintedFace, paintFaces } from './paintFaces.ts';

/** What the overlay asks at each drawing. */
export interface OverlaySource {
  /** @param nowMs the time of the drawing, on the page's clock */
  draw(nowMs: number): readonly DrawnFace[];
  /** Results received so far. */
  readonly resultCount: number;
  /** Null before the first. */
  readonly newestResult: FrameResult | null;
  /** The picture stands still between two results, so that there is nothing to draw in between. */
  readonly isStepwise?: boolean;
}

interface OverlayCanvasProps {
  readonly source: OverlaySource;
  readonly mirrored: boolean;
}

/**
 * The boxes over the video, drawn at display rate without React. It fills its parent, which must have the
 * video's own shape.
 */
export function OverlayCanvas({ source, mirrored }: OverlayCanvasProps) {
  const canvasRef = useRef<OverlayElement>(null);

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const placer = new LabelPlacer();
    let request = 0;
    let drawn = '';
    let told = 0;
    const draw = (nowMs: number) => {
      const beganAtMs = performance.now();
      request = requestAnimationFrame(draw);
      const { clientWidth: width, clientHeight: height } = canvas;
      const density = window.devicePixelRatio;
      const step = `${source.resultCount} ${width} ${height} ${density}`;
      if (source.isStepwise && step === drawn) return;
      drawn = step;
      resize(canvas, Math.round(width * density), Math.round(height * density));
      context.clearRect(0, 0, canvas.width, canvas.height);
      const faces = source.draw(nowMs);
      const painted = faces.map((face) => paintedFace(face, faces.length > 1));
      paintFaces(context, painted, { width, height, density, mirrored }, placer);
      canvas.drawnFaces = faces;
      if (source.resultCount === told) return;
      told = source.resultCount;
      tell(canvas, source, performance.now() - beganAtMs);
    };
    request = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(request);
  }, [source, mirrored]);

  return (
    <canvas
      ref={canvasRef}
      data-testid="overlay"
      className="pointer-events-none absolute inset-0 size-full"
    />
  );
}

/** Setting a canvas's size also clears it and costs a new buffer, so only when it changes. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function paintedFace({ number, face, box, opacity }: DrawnFace, numbered: boolean): PaintedFace {
  return {
    box,
    emotion: face.emotion,
    confidence: face.smoothed[EMOTIONS.indexOf(face.emotion)] ?? 0,
    uncertain: face.uncertain,
    opacity,
    number: numbered ? number : null,
  };
}

function tell(canvas: OverlayElement, source: OverlaySource, drawMs: number): void {
  canvas.dataset.results = String(source.resultCount);
  const result = source.newestResult;
  if (!result) return;
  canvas.dispatchEvent(new CustomEvent<DrawnDetail>('drawn', { detail: { result, drawMs } }));
}
