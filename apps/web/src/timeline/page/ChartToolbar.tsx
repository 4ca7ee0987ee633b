'use client';

import type { ValueKind } from '@emostream/protocol';
import { Flag, Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import type { ChartKind } from '../../stores/timelineStore.ts';
import { lengthOf } from '../data/TimeRange.ts';
import { useTimeline } from './TimelineContext.ts';

const CHARTS: readonly { value: ChartKind; label: string; title: string }[] = [
  { value: 'share', label: 'Shares', title: 'How the estimates divide up at each time' },
  { value: 'lines', label: 'Lines', title: 'Each emotion’s estimate over time' },
  { value: 'ribbon', label: 'Labels', title: 'The label that was shown at each time' },
];

const VALUES: readonly { value: ValueKind; label: string; title: string }[] = [
  { value: 'raw', label: 'Raw', title: 'As the model gave them, frame by frame' },
  { value: 'smoothed', label: 'Smoothed', title: 'Smoothed over time, as shown live' },
  { value: 'adjusted', label: 'Adjusted', title: 'Relative to the person’s own neutral face' },
];

const ZOOM = 0.5;

/** How the charts are drawn and what of them is seen. */
export function ChartToolbar() {
  const chart = useTimeline((store) => store.chart);
  const values = useTimeline((store) => store.values);
  const whole = useTimeline((store) => lengthOf(store.range) >= lengthOf(store.bounds) - 1);
  const { setChart, setValues, zoom, show, setDraft } = useTimeline((store) => store);
  const bounds = useTimeline((store) => store.bounds);
  const positionMs = useTimeline((store) => store.positionMs);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Segmented label="Chart" choices={CHARTS} value={chart} onChange={setChart} />
      <Segmented label="Values" choices={VALUES} value={values} onChange={setValues} />
      <div className="ml-auto flex items-center gap-1">
        <Button
          kind="quiet"
          className="px-2.5"
          aria-label="Zoom in"
          aria-keyshortcuts="+"
          onClick={() => zoom(ZOOM)}
        >
          <ZoomIn size={18} aria-hidden />
        </Button>
        <Button
          kind="quiet"
          className="px-2.5"
          aria-label="Zoom out"
          aria-keyshortcuts="-"
          aria-disabled={whole}
          onClick={() => zoom(1 / ZOOM)}
        >
          <ZoomOut size={18} aria-hidden />
        </Button>
        <Button
          kind="quiet"
          className="px-2.5"
          aria-label="Show the whole recording"
          aria-keyshortcuts="0"
          aria-disabled={whole}
          onClick={() => show(bounds)}
        >
          <Maximize2 size={18} aria-hidden />
        </Button>
        <Button
          aria-keyshortcuts="M"
          onClick={() =>
            setDraft({
              id: null,
              atMs: Math.round(positionMs),
              endMs: null,
              label: '',
              exclude: false,
            })
          }
        >
          <Flag size={16} aria-hidden /> Mark
        </Button>
      </div>
    </div>
  );
}
