'use client';

import 'uplot/dist/uPlot.min.css';
import { useEffect, useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import type { ChartKind } from '../../stores/timelineStore.ts';
import type { CoverageRuns } from '../data/coverageRuns.ts';
import type { Lane } from '../data/Lane.ts';
import { type PlotColumns, plotColumns, stackColumns } from '../data/plotColumns.ts';
import { type RibbonRun, ribbonRuns } from '../data/ribbonRuns.ts';
import type { TimeRange } from '../data/TimeRange.ts';
import { STACK_ORDER } from './chartLook.ts';
import { glyphSpots } from './glyphSpots.ts';
import { laneOptions } from './laneOptions.ts';
import { linePeaks } from './linePeaks.ts';
import type { Palette } from './Palette.ts';
import { paintCoverage } from './paintCoverage.ts';
import { paintGlyph } from './paintGlyph.ts';
import { type HatchArea, paintHatch } from './paintHatch.ts';
import { shareAt } from './plotGeometry.ts';

interface LanePlotProps {
  readonly library: typeof uPlot;
  readonly kind: Exclude<ChartKind, 'ribbon'>;
  readonly lane: Lane;
  readonly coverage: CoverageRuns;
  readonly range: TimeRange;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
}

/** What is painted besides the series. */
interface Extras {
  readonly columns: PlotColumns;
  readonly runs: readonly RibbonRun[];
  readonly coverage: CoverageRuns;
  readonly range: TimeRange;
}

const GLYPH_STRETCH_PX = 130;
const GLYPH_ROOM_PX = 19;
/** Layers are told apart by a hairline where points lie farther apart than this; closer it is noise. */
const OUTLINE_PX = 3;
/** Points lie no closer than frames usually come, however short the buckets are. */
const FRAME_MS = 66;

/** The probabilities of one lane over time, as a stack of shares or as lines. */
export function LanePlot(props: LanePlotProps) {
  const { library, kind, lane, coverage, range, palette, width, height } = props;
  const holderRef = useRef<HTMLDivElement>(null);
  const plotRef = useRef<uPlot | null>(null);
  const columns = useMemo(() => {
    const plain = plotColumns(lane);
    return kind === 'share' ? stackColumns(plain, STACK_ORDER) : plain;
  }, [lane, kind]);
  const runs = useMemo(() => ribbonRuns(lane), [lane]);
  const pointMs = Math.max(FRAME_MS, lane.bucketMs);
  const outlined = (pointMs * width) / (range.toMs - range.fromMs) > OUTLINE_PX;
  const extrasRef = useRef<Extras>({ columns, runs, coverage, range });
  extrasRef.current = { columns, runs, coverage, range };

  useEffect(() => {
    const holder = holderRef.current;
    if (!holder) return;
    const plot = new library(
      laneOptions({
        kind,
        width: holder.clientWidth,
        height,
        palette,
        outlined,
        range: () => extrasRef.current.range,
        paintUnder: (drawn) => paintUnder(drawn, extrasRef.current, palette),
        paintOver: (drawn) => paintOver(drawn, extrasRef.current, palette, kind),
      }),
      dataOf(extrasRef.current.columns, kind),
      holder,
    );
    plotRef.current = plot;
    return () => {
      plotRef.current = null;
      plot.destroy();
    };
  }, [library, kind, palette, height, outlined]);

  useEffect(() => plotRef.current?.setSize({ width, height }), [width, height]);
  useEffect(() => plotRef.current?.setData(dataOf(columns, kind)), [columns, kind]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are painted, though not plotted
  useEffect(() => {
    plotRef.current?.setScale('x', { min: range.fromMs, max: range.toMs });
    plotRef.current?.redraw(false);
  }, [range, coverage]);

  return <div ref={holderRef} aria-hidden className="size-full" />;
}

function dataOf({ timesMs, values }: PlotColumns, kind: LanePlotProps['kind']): uPlot.AlignedData {
  const series = kind === 'share' ? values.toReversed() : values;
  return [timesMs, ...series] as uPlot.AlignedData;
}

/** uPlot paints in canvas pixels; everything of ours in CSS pixels. */
function inCssPixels(plot: uPlot, paint: (area: HatchArea) => void): void {
  const density = plot.ctx.canvas.width / plot.width;
  const { left, top, width, height } = plot.bbox;
  plot.ctx.save();
  plot.ctx.scale(density, density);
  paint({
    left: left / density,
    top: top / density,
    width: width / density,
    height: height / density,
  });
  plot.ctx.restore();
}

function paintUnder(plot: uPlot, { coverage, range }: Extras, palette: Palette): void {
  inCssPixels(plot, (area) => paintCoverage(plot.ctx, coverage, range, area, palette));
}

function paintOver(
  plot: uPlot,
  { columns, runs, range }: Extras,
  palette: Palette,
  kind: LanePlotProps['kind'],
): void {
  inCssPixels(plot, (area) => {
    const xOf = (atMs: number) => area.left + shareAt(range, atMs) * area.width;
    const yOf = (value: number) => area.top + (1 - value) * area.height;
    for (const { fromMs, toMs, uncertain } of runs) {
      if (!uncertain || toMs < range.fromMs || fromMs > range.toMs) continue;
      const left = Math.max(area.left, xOf(fromMs));
      const width = Math.min(area.left + area.width, xOf(toMs)) - left;
      const place =
        kind === 'share'
          ? { ...area, left, width }
          : { ...area, top: area.top - 5, height: 5, left, width };
      paintHatch(plot.ctx, place, kind === 'share' ? palette.surface : palette.muted, 6, 1.4);
    }
    const msPerPx = (range.toMs - range.fromMs) / Math.max(1, area.width);
    const inside = (x: number) => x > area.left + 8 && x < area.left + area.width - 8;
    if (kind === 'share') {
      const spots = glyphSpots(columns, GLYPH_STRETCH_PX * msPerPx, {
        halfMs: (GLYPH_ROOM_PX / 2) * msPerPx,
        height: GLYPH_ROOM_PX / area.height,
      });
      for (const { layer, atMs, middle } of spots) {
        const emotion = STACK_ORDER[layer] ?? 0;
        const ink = palette.inks[emotion] ?? palette.text;
        if (inside(xOf(atMs))) paintGlyph(plot.ctx, emotion, xOf(atMs), yOf(middle), ink);
      }
      return;
    }
    for (const { series, atMs, value } of linePeaks(columns, range)) {
      const x = xOf(atMs);
      const y = Math.max(area.top + 9, yOf(value) - 12);
      if (!inside(x)) continue;
      plot.ctx.fillStyle = palette.surface;
      plot.ctx.beginPath();
      plot.ctx.arc(x, y, 10, 0, 2 * Math.PI);
      plot.ctx.fill();
      paintGlyph(plot.ctx, series, x, y, palette.emotions[series] ?? palette.text, 17);
    }
  });
}
