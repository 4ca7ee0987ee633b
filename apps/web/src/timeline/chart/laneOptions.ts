import { EMOTIONS } from '@emostream/protocol';
import type uPlot from 'uplot';
import type { ChartKind } from '../../stores/timelineStore.ts';
import type { TimeRange } from '../data/TimeRange.ts';
import { LINE_DASHES, LINE_WIDTHS, STACK_ORDER } from './chartLook.ts';
import type { Palette } from './Palette.ts';
import { GUTTER_LEFT, GUTTER_RIGHT } from './plotGeometry.ts';

interface LaneOptions {
  readonly kind: Exclude<ChartKind, 'ribbon'>;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  /** Whether the layers of a stack are parted by hairlines. */
  readonly outlined?: boolean;
  /** Asked at each drawing. */
  readonly range: () => TimeRange;
  /** Over the grid and under the data, and over it all. */
  readonly paintUnder: (plot: uPlot) => void;
  readonly paintOver: (plot: uPlot) => void;
}

const FONT = '500 11px "Inter Variable", Inter, system-ui, sans-serif';

/** One lane as uPlot draws it: no legend, cursor or time axis of its own, as all lanes share theirs. */
export function laneOptions(options: LaneOptions): uPlot.Options {
  const { kind, width, height, palette, outlined = true, range, paintUnder, paintOver } = options;
  return {
    width,
    height,
    padding: [6, GUTTER_RIGHT, 6, 0],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    scales: {
      x: {
        time: false,
        range: () => {
          const { fromMs, toMs } = range();
          return [fromMs, toMs];
        },
      },
      y: { range: [0, 1] },
    },
    axes: [
      { show: false },
      {
        size: GUTTER_LEFT,
        gap: 6,
        font: FONT,
        stroke: palette.muted,
        grid: { stroke: palette.line, width: 1 },
        ticks: { show: false },
        splits: [0, 0.5, 1],
        values: (_plot, splits) =>
          splits.map((split) => (split === 1 ? '100 %' : `${100 * split}`)),
      },
    ],
    series: [{}, ...(kind === 'share' ? shareSeries(palette, outlined) : lineSeries(palette))],
    hooks: { drawAxes: [paintUnder], draw: [paintOver] },
  };
}

/** From the top layer down: each is filled to the ground, and the next is painted over it. */
function shareSeries(palette: Palette, outlined: boolean): uPlot.Series[] {
  return STACK_ORDER.toReversed().map((emotion) => ({
    label: EMOTIONS[emotion] ?? '',
    stroke: palette.surface,
    width: outlined ? 0.75 : 0,
    fill: palette.emotions[emotion] ?? palette.muted,
    points: { show: false },
  }));
}

function lineSeries(palette: Palette): uPlot.Series[] {
  return EMOTIONS.map((label, emotion) => ({
    label,
    stroke: palette.emotions[emotion] ?? palette.muted,
    width: LINE_WIDTHS[emotion] ?? 2,
    dash: [...(LINE_DASHES[emotion] ?? [])],
    points: { show: false },
  }));
}
