import { percentile } from '../percentile.ts';
import type { LoadClients } from './LoadClients.ts';
import type { PublisherFrames } from './loadProtocol.ts';
import { HELD_AGE_MS, type Load, type LoadRun, putAndMeasure } from './measureRun.ts';

/** How many times the held load is put on the server. */
const OVERLOAD = 3;
/** For how long it is watched after the load. Milliseconds. */
const WATCHED_MS = 8000;
/** It has recovered when all is well for so long. Milliseconds. */
const WINDOW_MS = 1000;
const STEP_MS = 50;
const HELD_SHARE = 0.9;

export interface Overload {
  readonly run: LoadRun;
  /** From the end of the load to the first second in which frames are as fresh as before; null: never. Milliseconds. */
  readonly recoveryMs: number | null;
}

/** Puts three times a load on a server, then the load itself again, and watches how soon all is well. */
export async function measureOverload(
  url: string,
  clients: LoadClients,
  load: Load,
): Promise<Overload> {
  const threefold = { ...load, publishers: OVERLOAD * load.publishers };
  const run = await putAndMeasure(url, clients, threefold);
  await clients.resize(load.publishers, load.viewers);
  const { publishers } = await clients.measure(WATCHED_MS);
  return { run, recoveryMs: recoveryOf(publishers, load.fps) };
}

/** @param publishers what became of their frames since the load has ended */
export function recoveryOf(publishers: readonly PublisherFrames[], fps: number): number | null {
  const results = publishers.flatMap((publisher) => publisher.results);
  const expected = (publishers.length * fps * WINDOW_MS) / 1000;
  for (let startMs = 0; startMs + WINDOW_MS <= WATCHED_MS; startMs += STEP_MS) {
    const ages = results
      .filter(({ atMs }) => atMs >= startMs && atMs < startMs + WINDOW_MS)
      .map(({ ageMs }) => ageMs);
    if (ages.length >= HELD_SHARE * expected && percentile(ages, 0.95) < HELD_AGE_MS) {
      return startMs;
    }
  }
  return null;
}
