// `npm run bench-latency`: how long it takes from the capture of a picture until its result is drawn over the
// video, in a real browser on this machine with one camera of 30 frames a second; beside it the analyzer's own
// time, where the rest goes stage by stage, and how evenly the page draws meanwhile. `--json` prints one object, `--seconds N` looks longer.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { ServerProcess } from '../../apps/cli/src/demo/ServerProcess.ts';
import { buildPages } from '../../scripts/buildPages.ts';
import { percentile } from '../bench/percentile.ts';
import { mjpegOf, movingFaceClip } from '../support/MovingFaceClip.ts';
import { openBrowser } from '../support/TestBrowser.ts';
import { type DrawnResult, drawnWithin, logDrawn } from './DrawnLog.ts';
import { type FrameStages, logStages, stagesOf } from './StageLog.ts';

const DISPLAY_FRAME_MS = 1000 / 60;
const WARM_UP_MS = 4000;
/** Drawings that come this late have left one out. */
const LATE_MS = 1.5 * DISPLAY_FRAME_MS;

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Where a frame's time goes, in milliseconds, in the order of its way. */
const STAGES = [
  ['told', 'until the page is told of the picture'],
  ['waits', 'until the encoder has it'],
  ['encodes', 'the encoder, until it is sent'],
  ['line', 'on the line, both ways'],
  ['queues', 'waiting for an analyzer'],
  ['analyzes', 'the analyzer, to and from its thread'],
  ['draws', 'until it is drawn'],
] as const;
type Stage = (typeof STAGES)[number][0];

interface LatencyReport {
  readonly resultsPerSecond: number;
  /** From capture to the first drawing with the result. */
  readonly captureToDrawnMs: Percentiles;
  /** Decoding, detecting, cropping and classifying alone. */
  readonly analyzerMs: Percentiles;
  /** From the frame's arrival at the server to its result leaving. */
  readonly serverMs: Percentiles;
  /** Twice the analyzer's time and one frame of the display. */
  readonly targetMs: Percentiles;
  readonly stagesMs: Readonly<Record<Stage, Percentiles>>;
  readonly overlay: {
    readonly drawingsPerSecond: number;
    /** Of the page's thread, for one drawing with a new result. */
    readonly drawMs: Percentiles;
    readonly intervalMs: Percentiles;
    /** 0..1 */
    readonly lateShare: number;
  };
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '15' },
  },
});
const lookMs = 1000 * Number(options.seconds);
if (!(lookMs > 0)) throw new Error('--seconds is a number above 0');

buildPages();
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'emostream-latency-'));
const server = await ServerProcess.start(
  { EMOSTREAM_DATA_DIR: dataDir, EMOSTREAM_WORKERS: '1' },
  new AbortController().signal,
);
const browser = await openBrowser({ mjpeg: mjpegOf(await movingFaceClip(240)) });
try {
  const report = await measure(browser.page);
  console.log(options.json ? JSON.stringify(report) : tableOf(report));
} finally {
  await browser.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function measure(page: Page): Promise<LatencyReport> {
  await logDrawn(page);
  await logStages(page);
  await page.goto(`${server.url}/live/`);
  await page.getByRole('button', { name: 'I agree' }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
  await page.waitForFunction(() => globalThis.drawnLog.length > 0);
  await page.waitForTimeout(WARM_UP_MS);
  const [drawn, intervals] = await Promise.all([
    drawnWithin(page, lookMs),
    drawingIntervals(page, lookMs),
  ]);
  const stages = await stagesOf(page);
  const analyzer = drawn.map(({ timings: { decodeMs, detectMs, cropMs, classifyMs } }) =>
    Math.max(0, decodeMs + detectMs + cropMs + classifyMs),
  );
  const analyzerMs = percentiles(analyzer);
  return {
    resultsPerSecond: (1000 * drawn.length) / lookMs,
    captureToDrawnMs: percentiles(drawn.map(latencyOf)),
    analyzerMs,
    serverMs: percentiles(drawn.map(({ timings }) => timings.totalMs)),
    targetMs: {
      p50: 2 * analyzerMs.p50 + DISPLAY_FRAME_MS,
      p95: 2 * analyzerMs.p95 + DISPLAY_FRAME_MS,
      p99: 2 * analyzerMs.p99 + DISPLAY_FRAME_MS,
    },
    stagesMs: stagePercentiles(drawn, stages),
    overlay: {
      drawingsPerSecond: (1000 * intervals.length) / lookMs,
      drawMs: percentiles(drawn.map(({ drawMs }) => drawMs)),
      intervalMs: percentiles(intervals),
      lateShare: intervals.filter((ms) => ms > LATE_MS).length / intervals.length,
    },
  };
}

/** Between the frames that the page draws. */
function drawingIntervals(page: Page, forMs: number): Promise<number[]> {
  return page.evaluate(async (ms) => {
    const intervals: number[] = [];
    const startedAtMs = performance.now();
    let beforeMs = startedAtMs;
    while (beforeMs < startedAtMs + ms) {
      const nowMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      intervals.push(nowMs - beforeMs);
      beforeMs = nowMs;
    }
    // The first was not awaited from a drawing on.
    return intervals.slice(1);
  }, forMs);
}

function latencyOf({ capturedAtMs, drawnAtMs }: DrawnResult): number {
  return drawnAtMs - capturedAtMs;
}

function stagePercentiles(
  drawn: readonly DrawnResult[],
  stages: ReadonlyMap<number, FrameStages>,
): Record<Stage, Percentiles> {
  const ways = drawn.flatMap((result) => {
    const frame = stages.get(result.seq);
    return frame ? [wayOf(result, frame)] : [];
  });
  const entries = STAGES.map(
    ([stage]) => [stage, percentiles(ways.map((way) => way[stage]))] as const,
  );
  return Object.fromEntries(entries) as Record<Stage, Percentiles>;
}

function wayOf({ drawnAtMs, timings }: DrawnResult, frame: FrameStages): Record<Stage, number> {
  return {
    told: frame.toldAtMs - frame.capturedAtMs,
    waits: frame.encodeAtMs - frame.toldAtMs,
    encodes: frame.sentAtMs - frame.encodeAtMs,
    line: frame.answeredAtMs - frame.sentAtMs - timings.totalMs,
    queues: timings.queueMs,
    analyzes: timings.totalMs - timings.queueMs,
    draws: drawnAtMs - frame.answeredAtMs,
  };
}

function percentiles(values: readonly number[]): Percentiles {
  return {
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    p99: percentile(values, 0.99),
  };
}

function tableOf({ overlay, ...report }: LatencyReport): string {
  const row = (name: string, { p50, p95, p99 }: Percentiles, digits = 1) =>
    name.padEnd(42) + [p50, p95, p99].map((ms) => ms.toFixed(digits).padStart(9)).join('');
  const late = (100 * overlay.lateShare).toFixed(1);
  return [
    `${'ms'.padEnd(42)}${['p50', 'p95', 'p99'].map((name) => name.padStart(9)).join('')}`,
    row('capture to drawn', report.captureToDrawnMs),
    row('twice the analyzer + 16.7', report.targetMs),
    row('analyzer alone', report.analyzerMs),
    row('server, arrival to result', report.serverMs),
    ...STAGES.map(([stage, words]) => row(`  ${words}`, report.stagesMs[stage])),
    row('drawing the overlay', overlay.drawMs, 2),
    row('between two drawings', overlay.intervalMs),
    `${report.resultsPerSecond.toFixed(1)} results/s, ${overlay.drawingsPerSecond.toFixed(1)} drawings/s, ${late} % of them late`,
  ].join('\n');
}
