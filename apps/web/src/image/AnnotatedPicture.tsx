'use client';

import type { Prediction } from '@emostream/protocol';
import { useEffect, useRef } from 'react';
import { paintFaces } from '../overlay/paintFaces.ts';
import { paintedFaces } from './paintedFaces.ts';

/** So that a tall picture can be seen at once. */
const MAX_HEIGHT = '80dvh';

interface AnnotatedPictureProps {
  readonly url: string;
  readonly alt: string;
  readonly prediction: Prediction;
  /** Index of the face to show before the others. */
  readonly highlighted?: number | null;
}

/** A picture in its own shape with the boxes of its faces over it. */
export function AnnotatedPicture(props: AnnotatedPictureProps) {
  const { url, alt, prediction, highlighted = null } = props;
  const canvasRef = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const paint = () => {
      const { clientWidth: width, clientHeight: height } = canvas;
      const density = window.devicePixelRatio;
      // Setting the size clears the canvas too.
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
      const faces = paintedFaces(prediction, highlighted);
      paintFaces(context, faces, { width, height, density, mirrored: false });
    };
    const observer = new ResizeObserver(paint);
    observer.observe(canvas);
    // The label's font may come after the picture.
    void document.fonts.ready.then(paint);
    return () => observer.disconnect();
  }, [prediction, highlighted]);

  const { width, height } = prediction;
  return (
    <div
      className="relative w-full"
      style={{
        aspectRatio: `${width} / ${height}`,
        maxWidth: `calc(${MAX_HEIGHT} * ${width / height})`,
      }}
    >
      {/* biome-ignore lint/performance/noImgElement: an object URL, nothing to optimize */}
      <img src={url} alt={alt} className="absolute inset-0 size-full object-fill" />
      <canvas ref={canvasRef} className="absolute inset-0 size-full" />
    </div>
  );
}
