'use client';

import { Flag, FlagOff } from 'lucide-react';
import { elapsedWords } from '../data/elapsedWords.ts';
import { flagPlaces } from '../data/flagPlaces.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { GUTTER_LEFT, GUTTER_RIGHT, plotWidth } from './plotGeometry.ts';

interface MarkerFlagsProps {
  /** Width of the charts in CSS pixels. */
  readonly width: number;
}

const ROW_PX = 26;

/** The markers in view as flags over the charts; pressing one goes there. */
export function MarkerFlags({ width }: MarkerFlagsProps) {
  const range = useTimeline((store) => store.range);
  const originMs = useTimeline((store) => store.bounds.fromMs);
  const markers = useTimeline((store) => store.markers);
  const seek = useTimeline((store) => store.seek);
  const { places, rows } = flagPlaces(markers, range, plotWidth(width));
  if (rows === 0) return null;
  return (
    <section
      aria-label="Markers in view"
      className="relative"
      style={{ height: rows * ROW_PX + 2, marginLeft: GUTTER_LEFT, marginRight: GUTTER_RIGHT }}
    >
      {places.map(({ marker, leftPx, widthPx, row }) => {
        const Icon = marker.exclude ? FlagOff : Flag;
        const words = marker.label || 'no text';
        return (
          <button
            key={marker.id}
            type="button"
            title={`${elapsedWords(marker.atMs - originMs)} · ${words} · ${marker.author}`}
            onClick={() => seek(marker.atMs, true)}
            className="absolute flex h-6 items-center gap-1.5 overflow-hidden rounded-md rounded-bl-none border border-line bg-raised px-1.5 text-xs font-medium whitespace-nowrap hover:border-accent/60 focus-visible:z-1"
            style={{ left: leftPx, maxWidth: widthPx, top: row * ROW_PX }}
          >
            <Icon size={12} aria-hidden className="shrink-0 text-accent" />
            <span className="truncate">{words}</span>
            {marker.exclude && <span className="sr-only">, excluded</span>}
          </button>
        );
      })}
    </section>
  );
}
