'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { FaceAnimator } from './FaceAnimator.ts';
import { paintFaces } from './paintFaces.ts';

interface OverlayCanvasProps {
  readonly animator: FaceAnimator;
  readonly mirrored: boolean;
  /** Results received so far; read at each drawing. */
  readonly resultCount: RefObject<number>;
}

/**
 * The boxes over the video, drawn at display rate without React. It fills its parent, which must have the
 * video's own shape. What is drawn is told to tests by `data-faces` and `data-results`.
 */
export function OverlayCanvas({ animator, mirrored, resultCount }: OverlayCanvasProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    let request = 0;
    const draw = (nowMs: number) => {
      request = requestAnimationFrame(draw);
      const { clientWidth: width, clientHeight: height } = canvas;
      const density = window.devicePixelRatio;
      resize(canvas, Math.round(width * density), Math.round(height * density));
      const faces = animator.draw(nowMs);
      paintFaces(context, faces, { width, height, density, mirrored });
      const told = faces.map(({ face: { trackId, emotion }, box }) => ({
        trackId,
        emotion,
        ...box,
      }));
      canvas.dataset.faces = JSON.stringify(told);
      canvas.dataset.results = String(resultCount.current);
    };
    request = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(request);
  }, [animator, mirrored, resultCount]);

  return (
    <canvas
      ref={canvasRef}
      data-testid="overlay"
      className="pointer-events-none absolute inset-0 size-full"
    />
  );
}

/** Setting a canvas's size also clears it, so only when it changes. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
