'use client';

import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import type uPlot from 'uplot';
import { STACK_ORDER } from '../timeline/chart/chartLook.ts';
import { laneOptions } from '../timeline/chart/laneOptions.ts';
import { usePalette } from '../timeline/chart/usePalette.ts';
import { useUPlot } from '../timeline/chart/useUPlot.ts';
import { type PlotColumns, stackColumns } from '../timeline/data/plotColumns.ts';
import { TRACE_MS } from './LiveTrace.ts';
import { paintFlags } from './paintFlags.ts';
import { useRoomController } from './RoomContext.tsx';

/** Fast enough to flow, and far slower than frames come. */
const UPDATE_INTERVAL_MS = 200;

export type TraceKind = 'share' | 'lines';

interface TraceCanvasProps {
  readonly participantId: string;
  readonly kind: TraceKind;
}

/** The moving plot, drawn without React, by the clock of the server. */
export function TraceCanvas({ participantId, kind }: TraceCanvasProps) {
  const controller = useRoomController();
  const Plot = useUPlot();
  const palette = usePalette();
  const parentRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const parent = parentRef.current;
    if (!parent || !Plot || !palette) return;
    const nowMs = () => controller.clock.at(performance.now());
    const plot = new Plot(
      laneOptions({
        kind,
        width: parent.clientWidth,
        height: parent.clientHeight,
        palette,
        range: () => ({ fromMs: nowMs() - TRACE_MS, toMs: nowMs() }),
        paintUnder: () => {},
        paintOver: (drawn) => paintFlags(drawn, controller.store.getState().markers, palette),
      }),
      dataOf(controller.traceOf(participantId), kind),
      parent,
    );
    const timer = setInterval(
      () => plot.setData(dataOf(controller.traceOf(participantId), kind)),
      UPDATE_INTERVAL_MS,
    );
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: parent.clientWidth, height: parent.clientHeight }),
    );
    observer.observe(parent);
    return () => {
      clearInterval(timer);
      observer.disconnect();
      plot.destroy();
    };
  }, [controller, participantId, kind, Plot, palette]);

  return <div ref={parentRef} data-testid="live-chart" aria-hidden className="h-44 w-full" />;
}

/** In the order of the series of `laneOptions`. */
function dataOf(columns: PlotColumns, kind: TraceKind): uPlot.AlignedData {
  const values =
    kind === 'share' ? stackColumns(columns, STACK_ORDER).values.toReversed() : columns.values;
  return [columns.timesMs, ...values] as unknown as uPlot.AlignedData;
}
