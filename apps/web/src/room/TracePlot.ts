import { EMOTIONS, type Marker } from '@emostream/protocol';
import type UPlot from 'uplot';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import { TRACE_MS, type TraceColumns } from './LiveTrace.ts';
import { type TraceStyle, traceSeries } from './traceSeries.ts';

const FONT = '12px "Inter Variable", Inter, system-ui, sans-serif';
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
/** Between two labels of the time axis, in seconds. */
const STEPS_S = [15, 30, 45];
const FLAG = { width: 7, height: 9, longest: 18 };

/** The moving plot of the last one and a half minutes, with the markers as flags. */
export class TracePlot {
  readonly #plot: UPlot;
  readonly #style: TraceStyle;
  readonly #ink: string;
  #markers: readonly Marker[] = [];

  /** @param colour what a CSS colour is in the theme of the moment */
  constructor(
    Plot: typeof UPlot,
    parent: HTMLElement,
    style: TraceStyle,
    colour: (css: string) => string,
  ) {
    this.#style = style;
    this.#ink = colour('var(--text)');
    const muted = colour('var(--muted)');
    const line = colour('var(--line)');
    const axis = { stroke: muted, font: FONT, ticks: { show: false } };
    this.#plot = new Plot(
      {
        width: parent.clientWidth,
        height: parent.clientHeight,
        padding: [14, 8, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: true, auto: false }, y: { range: [0, 1] } },
        axes: [
          {
            ...axis,
            incrs: STEPS_S,
            space: 110,
            size: 28,
            grid: { show: false },
            values: (_plot, seconds) => seconds.map((second) => CLOCK.format(second * 1000)),
          },
          {
            ...axis,
            size: 46,
            splits: () => [0, 0.5, 1],
            grid: { stroke: line, width: 1 },
            values: (_plot, shares) => shares.map((share) => `${Math.round(100 * share)} %`),
          },
        ],
        series: [
          {},
          ...EMOTIONS.map((emotion) => {
            const stroke = colour(EMOTION_STYLE[emotion].pageColor);
            return style === 'lines'
              ? { stroke, width: 2, points: { show: false } }
              : { stroke, fill: stroke, width: 1, points: { show: false } };
          }),
        ],
        bands:
          style === 'lines'
            ? []
            : EMOTIONS.slice(1).map((_, index) => ({
                series: [index + 2, index + 1] as [number, number],
              })),
        hooks: { draw: [(plot) => this.#drawFlags(plot)] },
      },
      [[], ...EMOTIONS.map(() => [])] as UPlot.AlignedData,
      parent,
    );
  }

  /** @param nowMs the right edge, on the server's clock */
  update(columns: TraceColumns, markers: readonly Marker[], nowMs: number): void {
    this.#markers = markers;
    const data = traceSeries(columns, this.#style) as unknown as UPlot.AlignedData;
    this.#plot.batch(() => {
      this.#plot.setData(data, false);
      this.#plot.setScale('x', { min: (nowMs - TRACE_MS) / 1000, max: nowMs / 1000 });
    });
  }

  resize(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #drawFlags({ ctx, bbox, valToPos, scales }: UPlot): void {
    const density = window.devicePixelRatio;
    ctx.save();
    ctx.fillStyle = this.#ink;
    ctx.strokeStyle = this.#ink;
    ctx.lineWidth = density;
    ctx.font = FONT.replace('12px', `${11 * density}px`);
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    for (const { atMs, label } of this.#markers) {
      const second = atMs / 1000;
      if (second < (scales.x?.min ?? 0) || second > (scales.x?.max ?? 0)) continue;
      const x = Math.round(valToPos(second, 'x', true));
      ctx.setLineDash([3 * density, 3 * density]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top - FLAG.height * density);
      ctx.lineTo(x + FLAG.width * density, bbox.top - (FLAG.height / 2) * density);
      ctx.lineTo(x, bbox.top);
      ctx.fill();
      const text = label.length > FLAG.longest ? `${label.slice(0, FLAG.longest - 1)}…` : label;
      const width = ctx.measureText(text).width;
      const right = x + (FLAG.width + 4) * density;
      const fits = right + width < bbox.left + bbox.width;
      ctx.fillText(
        text,
        fits ? right : x - width - 4 * density,
        bbox.top - (FLAG.height / 2) * density,
      );
    }
    ctx.restore();
  }
}
