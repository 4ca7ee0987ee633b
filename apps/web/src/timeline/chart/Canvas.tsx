'use client';

import { useEffect, useRef } from 'react';

interface CanvasProps {
  /** Paints it all, in CSS pixels; another function paints it anew. */
  readonly paint: (context: CanvasRenderingContext2D, width: number, height: number) => void;
  readonly className?: string;
}

/** A canvas that fills its parent and is painted again when its size or what it shows changes. */
export function Canvas({ paint, className = '' }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const draw = () => {
      const { clientWidth, clientHeight } = canvas;
      const density = window.devicePixelRatio;
      canvas.width = Math.round(clientWidth * density);
      canvas.height = Math.round(clientHeight * density);
      context.setTransform(density, 0, 0, density, 0, 0);
      paint(context, clientWidth, clientHeight);
    };
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [paint]);
  return <canvas ref={ref} aria-hidden className={`absolute inset-0 size-full ${className}`} />;
}
