'use client';

import { type PointerEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { rangeBetween } from '../data/TimeRange.ts';
import { useTimelineParts } from '../page/TimelineContext.ts';
import { momentAt, plotWidth } from './plotGeometry.ts';
import { useWheelZoom } from './useWheelZoom.ts';

interface TimeSurfaceProps {
  /** Given the charts' width in CSS pixels; zero before it is known. */
  readonly children: (width: number) => ReactNode;
}

/** A press that moves less than this is a click. */
const CLICK_PX = 5;

/**
 * Everything that shares the time axis. Pointing at any chart shows the crosshair in all, dragging over one
 * brushes a range, a click moves the playhead there.
 */
export function TimeSurface({ children }: TimeSurfaceProps) {
  const { useStore } = useTimelineParts();
  const surfaceRef = useRef<HTMLDivElement>(null);
  const pressRef = useRef<{ readonly clientX: number; readonly atMs: number } | null>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const surface = surfaceRef.current;
    if (!surface) return;
    const observer = new ResizeObserver(() => {
      setWidth(surface.clientWidth);
      useStore.getState().setWidth(plotWidth(surface.clientWidth));
    });
    observer.observe(surface);
    return () => observer.disconnect();
  }, [useStore]);

  const momentOf = useCallback(
    (clientX: number) => {
      const surface = surfaceRef.current;
      if (!surface) return 0;
      const left = clientX - surface.getBoundingClientRect().left;
      return momentAt(useStore.getState().range, surface.clientWidth, left);
    },
    [useStore],
  );
  useWheelZoom(surfaceRef, momentOf, false);

  function press(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0 || !isOverPlot(event)) return;
    pressRef.current = { clientX: event.clientX, atMs: momentOf(event.clientX) };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent<HTMLDivElement>): void {
    const { hover, select } = useStore.getState();
    const pressed = pressRef.current;
    const over = pressed !== null || isOverPlot(event);
    hover(over ? momentOf(event.clientX) : null);
    if (pressed && Math.abs(event.clientX - pressed.clientX) >= CLICK_PX) {
      select(rangeBetween(pressed.atMs, momentOf(event.clientX)));
    }
  }

  function release(event: PointerEvent<HTMLDivElement>): void {
    const pressed = pressRef.current;
    pressRef.current = null;
    if (!pressed || Math.abs(event.clientX - pressed.clientX) >= CLICK_PX) return;
    useStore.getState().seek(pressed.atMs);
  }

  return (
    <div
      ref={surfaceRef}
      className="relative"
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        pressRef.current = null;
      }}
      onPointerLeave={() => useStore.getState().hover(null)}
    >
      {children(width)}
    </div>
  );
}

function isOverPlot({ target }: PointerEvent): boolean {
  return target instanceof Element && target.closest('[data-plot]') !== null;
}
