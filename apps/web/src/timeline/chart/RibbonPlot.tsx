'use client';

import { useCallback, useMemo } from 'react';
import type { CoverageRuns } from '../data/coverageRuns.ts';
import type { Lane } from '../data/Lane.ts';
import { ribbonRuns } from '../data/ribbonRuns.ts';
import type { TimeRange } from '../data/TimeRange.ts';
import { Canvas } from './Canvas.tsx';
import type { Palette } from './Palette.ts';
import { paintCoverage } from './paintCoverage.ts';
import { paintRibbon } from './paintRibbon.ts';
import { GUTTER_LEFT, plotWidth } from './plotGeometry.ts';

interface RibbonPlotProps {
  readonly lane: Lane;
  readonly coverage: CoverageRuns;
  readonly range: TimeRange;
  readonly palette: Palette;
}

/** The label that one lane showed at each time. */
export function RibbonPlot({ lane, coverage, range, palette }: RibbonPlotProps) {
  const runs = useMemo(() => ribbonRuns(lane), [lane]);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) => {
      context.clearRect(0, 0, width, height);
      const area = { left: GUTTER_LEFT, top: 2, width: plotWidth(width), height: height - 4 };
      paintCoverage(context, coverage, range, area, palette);
      paintRibbon(context, runs, range, area, palette);
    },
    [runs, coverage, range, palette],
  );
  return <Canvas paint={paint} />;
}
