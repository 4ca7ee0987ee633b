'use client';

import type { Timeline } from '@emostream/protocol';
import { type PointerEvent, useCallback, useMemo, useRef } from 'react';
import { coverageRuns } from '../data/coverageRuns.ts';
import { packLanes } from '../data/Lane.ts';
import { ribbonRuns } from '../data/ribbonRuns.ts';
import { lengthOf, rangeBetween, type TimeRange } from '../data/TimeRange.ts';
import { useTimeline, useTimelineParts } from '../page/TimelineContext.ts';
import { Canvas } from './Canvas.tsx';
import type { Palette } from './Palette.ts';
import { paintCoverage } from './paintCoverage.ts';
import { paintRibbon } from './paintRibbon.ts';
import { GUTTER_LEFT, GUTTER_RIGHT, shareAt } from './plotGeometry.ts';
import { usePalette } from './usePalette.ts';
import { useWheelZoom } from './useWheelZoom.ts';

/** Bands of one pixel are no bands; more people than this share the strip's height. */
const MOST_BANDS = 8;
const HANDLE_PX = 10;

type Grip = 'from' | 'to' | 'both' | 'new';

/** The whole recording in one strip, with a window on the part that the charts show. */
export function OverviewStrip() {
  const overview = useTimeline((store) => store.overview);
  const bounds = useTimeline((store) => store.bounds);
  const range = useTimeline((store) => store.range);
  const { useStore } = useTimelineParts();
  const palette = usePalette();
  const stripRef = useRef<HTMLDivElement>(null);
  const gripRef = useRef<{ grip: Grip; startMs: number; range: TimeRange } | null>(null);

  const momentOf = useCallback(
    (clientX: number) => {
      const box = stripRef.current?.getBoundingClientRect();
      const share = box ? Math.max(0, Math.min(1, (clientX - box.left) / box.width)) : 0;
      return bounds.fromMs + share * lengthOf(bounds);
    },
    [bounds],
  );
  useWheelZoom(stripRef, momentOf, true);

  function hold(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    const { currentTarget, clientX, pointerId } = event;
    currentTarget.setPointerCapture(pointerId);
    const width = currentTarget.clientWidth;
    const left = clientX - currentTarget.getBoundingClientRect().left;
    const from = shareAt(bounds, range.fromMs) * width;
    const to = shareAt(bounds, range.toMs) * width;
    const whole = lengthOf(range) >= lengthOf(bounds) - 1;
    const inside = left > from && left < to && !whole;
    const grip =
      Math.abs(left - from) < HANDLE_PX
        ? 'from'
        : Math.abs(left - to) < HANDLE_PX
          ? 'to'
          : inside
            ? 'both'
            : 'new';
    gripRef.current = { grip, startMs: momentOf(clientX), range };
  }

  function drag(event: PointerEvent<HTMLDivElement>): void {
    const held = gripRef.current;
    if (!held) return;
    const { show } = useStore.getState();
    const atMs = momentOf(event.clientX);
    const { fromMs, toMs } = held.range;
    if (held.grip === 'from') show(rangeBetween(atMs, toMs));
    else if (held.grip === 'to') show(rangeBetween(fromMs, atMs));
    else if (held.grip === 'new') {
      if (Math.abs(atMs - held.startMs) > lengthOf(bounds) / 300) {
        show(rangeBetween(held.startMs, atMs));
      }
    } else {
      const byMs = atMs - held.startMs;
      show({ fromMs: fromMs + byMs, toMs: toMs + byMs });
    }
  }

  const left = Math.max(0, shareAt(bounds, range.fromMs));
  const right = Math.min(1, shareAt(bounds, range.toMs));
  return (
    <div
      ref={stripRef}
      aria-hidden
      data-testid="overview"
      className="relative h-11 cursor-pointer touch-pan-y overflow-hidden rounded-lg border border-line bg-page"
      style={{ marginLeft: GUTTER_LEFT, marginRight: GUTTER_RIGHT }}
      onPointerDown={hold}
      onPointerMove={drag}
      onPointerUp={() => {
        gripRef.current = null;
      }}
      onPointerCancel={() => {
        gripRef.current = null;
      }}
    >
      {overview && palette && (
        <OverviewBands overview={overview} bounds={bounds} palette={palette} />
      )}
      <div className="absolute inset-y-0 left-0 bg-page/75" style={{ width: `${100 * left}%` }} />
      <div
        className="absolute inset-y-0 right-0 bg-page/75"
        style={{ width: `${100 * (1 - right)}%` }}
      />
      <div
        className="absolute inset-y-0 rounded-md border-2 border-accent before:absolute before:inset-y-2 before:left-0.5 before:w-1 before:cursor-ew-resize before:rounded-full before:bg-accent after:absolute after:inset-y-2 after:right-0.5 after:w-1 after:cursor-ew-resize after:rounded-full after:bg-accent"
        style={{ left: `${100 * left}%`, width: `${100 * (right - left)}%`, minWidth: 12 }}
      />
      <OverviewPlayhead />
    </div>
  );
}

function OverviewPlayhead() {
  const bounds = useTimeline((store) => store.bounds);
  const positionMs = useTimeline((store) => store.positionMs);
  return (
    <div
      className="absolute inset-y-0 w-0.5 bg-accent shadow-[0_0_0_1px_var(--surface)]"
      style={{ left: `${100 * shareAt(bounds, positionMs)}%` }}
    />
  );
}

interface OverviewBandsProps {
  readonly overview: Timeline;
  readonly bounds: TimeRange;
  readonly palette: Palette;
}

function OverviewBands({ overview, bounds, palette }: OverviewBandsProps) {
  const bands = useMemo(() => {
    const { fromMs, bucketMs, participants } = overview;
    return participants.slice(0, MOST_BANDS).map(({ tracks, coverage }) => ({
      runs: packLanes(tracks, fromMs, bucketMs).slice(0, 1).flatMap(ribbonRuns),
      coverage: coverageRuns(coverage, fromMs, bucketMs, bounds),
    }));
  }, [overview, bounds]);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) => {
      context.clearRect(0, 0, width, height);
      const bandHeight = (height - 4) / Math.max(1, bands.length);
      for (const [index, { runs, coverage }] of bands.entries()) {
        const area = { left: 0, top: 2 + index * bandHeight, width, height: bandHeight - 1 };
        paintCoverage(context, coverage, bounds, area, palette);
        paintRibbon(context, runs, bounds, area, palette, false);
      }
    },
    [bands, bounds, palette],
  );
  return <Canvas paint={paint} />;
}
