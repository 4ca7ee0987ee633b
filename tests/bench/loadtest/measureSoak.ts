import { setTimeout as pause } from 'node:timers/promises';
import type { LoadClients } from './LoadClients.ts';
import { leastSquaresSlope, type Slope } from './leastSquaresSlope.ts';
import { type Load, type LoadRun, measureRun } from './measureRun.ts';

/** Until the heap has its size: the first seconds allocate what is then used again. Milliseconds. */
const WARM_UP_MS = 120_000;
const MINUTE_S = 60;
/** Distance of the samples that the slope is made of, in seconds. */
const SAMPLE_S = 10;

/** What a long load came to. */
export interface Soak {
  readonly minutes: number;
  /** Every ten seconds: time since the load was warm, in minutes, and resident memory, in millions of bytes. */
  readonly rss: readonly { readonly atMin: number; readonly rssMb: number }[];
  /** Of the resident memory, in millions of bytes a minute. */
  readonly rssSlope: Slope;
  /** Of each minute: by how much the server's thread was late, in milliseconds. */
  readonly eventLoopP99Ms: readonly number[];
}

/** Keeps a load on a server for minutes and looks whether its memory grows. */
export async function measureSoak(
  url: string,
  clients: LoadClients,
  load: Load,
  minutes: number,
  onMinute: (run: LoadRun) => void,
): Promise<Soak> {
  await clients.put(load);
  await pause(WARM_UP_MS);
  const rss: { atMin: number; rssMb: number }[] = [];
  const eventLoopP99Ms: number[] = [];
  const startedMs = performance.now();
  for (let minute = 0; minute < minutes; minute++) {
    const beganMs = performance.now();
    const run = await measureRun(url, clients, { ...load, seconds: MINUTE_S });
    for (let second = SAMPLE_S; second <= MINUTE_S; second += SAMPLE_S) {
      const atMin = (beganMs - startedMs) / 60_000 + second / 60;
      rss.push({ atMin, rssMb: run.rssSeriesMb[second] ?? run.rssMb });
    }
    eventLoopP99Ms.push(run.eventLoopMs.p99);
    onMinute(run);
  }
  const rssSlope = leastSquaresSlope(
    rss.map(({ atMin }) => atMin),
    rss.map(({ rssMb }) => rssMb),
  );
  return { minutes, rss, rssSlope, eventLoopP99Ms };
}
