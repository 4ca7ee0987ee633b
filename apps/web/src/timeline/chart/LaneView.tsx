'use client';

import { useEffect, useRef, useState } from 'react';
import type { CoverageRuns } from '../data/coverageRuns.ts';
import type { Lane } from '../data/Lane.ts';
import { useTimeline } from '../page/TimelineContext.ts';
import { LanePlot } from './LanePlot.tsx';
import { LaneReadout } from './LaneReadout.tsx';
import { PlotMarks } from './PlotMarks.tsx';
import { RibbonPlot } from './RibbonPlot.tsx';
import { usePalette } from './usePalette.ts';
import { useUPlot } from './useUPlot.ts';

interface LaneViewProps {
  readonly lane: Lane;
  readonly coverage: CoverageRuns;
  readonly emptyAt: (atMs: number) => string;
  readonly tracked: boolean;
}

const HEIGHTS = { share: 150, lines: 170, ribbon: 40 } as const;

/** One lane: its values at the crosshair, and its chart. */
export function LaneView({ lane, coverage, emptyAt, tracked }: LaneViewProps) {
  const library = useUPlot();
  const palette = usePalette();
  const plotRef = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const kind = useTimeline((store) => store.chart);
  const range = useTimeline((store) => store.range);
  useEffect(() => {
    const plot = plotRef.current;
    if (!plot) return;
    const observer = new ResizeObserver(() => setWidth(plot.clientWidth));
    observer.observe(plot);
    return () => observer.disconnect();
  }, []);
  const height = HEIGHTS[kind];
  const shared = { lane, coverage, range };
  return (
    <div>
      <LaneReadout lane={lane} emptyAt={emptyAt} tracked={tracked} />
      <div
        ref={plotRef}
        data-plot
        className="relative cursor-crosshair touch-pan-y overflow-hidden"
        style={{ height }}
      >
        {palette && kind === 'ribbon' && <RibbonPlot {...shared} palette={palette} />}
        {palette && kind !== 'ribbon' && library && width > 0 && (
          <LanePlot
            {...shared}
            library={library}
            kind={kind}
            palette={palette}
            width={width}
            height={height}
          />
        )}
        <PlotMarks />
      </div>
    </div>
  );
}
