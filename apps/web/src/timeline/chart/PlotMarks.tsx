'use client';

import type { TimeRange } from '../data/TimeRange.ts';
import { overlapOf } from '../data/TimeRange.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { GUTTER_LEFT, GUTTER_RIGHT, shareAt } from './plotGeometry.ts';

/** Over every chart at the same moments: what is excluded and brushed, markers, playhead and crosshair. */
export function PlotMarks() {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-y-0 overflow-hidden"
      style={{ left: GUTTER_LEFT, right: GUTTER_RIGHT }}
    >
      <Ranges />
      <MarkerLines />
      <Playhead />
      <Crosshair />
    </div>
  );
}

function Ranges() {
  const range = useTimeline((store) => store.range);
  const markers = useTimeline((store) => store.markers);
  const selection = useTimeline((store) => store.selection);
  return (
    <>
      {markers.map(({ id, atMs, endMs, exclude }) => {
        const seen = exclude && endMs !== null && overlapOf({ fromMs: atMs, toMs: endMs }, range);
        if (!seen) return null;
        return (
          <div
            key={id}
            className="absolute inset-y-0 border-x border-muted/60 bg-surface/80 bg-[repeating-linear-gradient(135deg,var(--muted)_0_1px,transparent_1px_7px)]"
            style={placeOf(seen, range)}
          />
        );
      })}
      {selection && overlapOf(selection, range) && (
        <div
          className="absolute inset-y-0 border-x-2 border-accent bg-accent/15"
          style={placeOf(selection, range)}
        />
      )}
    </>
  );
}

function MarkerLines() {
  const range = useTimeline((store) => store.range);
  const markers = useTimeline((store) => store.markers);
  return markers.map(({ id, atMs, exclude }) =>
    exclude ? null : (
      <div
        key={id}
        className="absolute inset-y-0 w-px border-l border-dashed border-text/50"
        style={{ left: `${100 * shareAt(range, atMs)}%` }}
      />
    ),
  );
}

function Playhead() {
  const range = useTimeline((store) => store.range);
  const positionMs = useTimeline((store) => store.positionMs);
  return (
    <div
      className="absolute inset-y-0 -ml-px w-0.5 bg-accent shadow-[0_0_0_1px_var(--surface)]"
      style={{ left: `${100 * shareAt(range, positionMs)}%` }}
    />
  );
}

function Crosshair() {
  const range = useTimeline((store) => store.range);
  const hoverMs = useTimeline((store) => store.hoverMs);
  if (hoverMs === null) return null;
  return (
    <div
      className="absolute inset-y-0 w-px bg-text"
      style={{ left: `${100 * shareAt(range, hoverMs)}%` }}
    />
  );
}

function placeOf(shown: TimeRange, range: TimeRange): { left: string; width: string } {
  const left = shareAt(range, shown.fromMs);
  return { left: `${100 * left}%`, width: `${100 * (shareAt(range, shown.toMs) - left)}%` };
}
