import type { TimeRange } from '../data/TimeRange.ts';

/** What every chart leaves free at its sides, so that all of them share one time axis; CSS pixels. */
export const GUTTER_LEFT = 44;
export const GUTTER_RIGHT = 10;

/** Width of the plotted area in a chart of this width. */
export function plotWidth(chartWidth: number): number {
  return Math.max(0, chartWidth - GUTTER_LEFT - GUTTER_RIGHT);
}

/** Where a moment lies in the plotted area, as a share of its width; beyond 0..1 it is out of sight. */
export function shareAt({ fromMs, toMs }: TimeRange, atMs: number): number {
  return (atMs - fromMs) / (toMs - fromMs);
}

/** The moment under a point of a chart, by its distance from the chart's left edge in CSS pixels. */
export function momentAt(range: TimeRange, chartWidth: number, left: number): number {
  const share = (left - GUTTER_LEFT) / Math.max(1, plotWidth(chartWidth));
  return range.fromMs + Math.max(0, Math.min(1, share)) * (range.toMs - range.fromMs);
}
