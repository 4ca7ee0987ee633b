import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../percentile.ts';
import { jainIndex } from './jainIndex.ts';
import type { LoadClients } from './LoadClients.ts';
import type { PublisherFrames } from './loadProtocol.ts';
import { ServerFigures } from './ServerFigures.ts';

/** A load: so many publishers at a rate, and so many viewers, for so long. */
export interface Load {
  readonly publishers: number;
  readonly fps: number;
  readonly viewers: number;
  readonly seconds: number;
}

export interface FrameAges {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What one publisher got. */
export interface PublisherRun {
  readonly frameAgeMs: FrameAges;
  /** Results a second. */
  readonly framesPerSecond: number;
  readonly dropped: number;
  readonly rejected: number;
}

/** What a load came to. Ages are from a frame's capture, already encoded, to its result. */
export interface LoadRun extends Load {
  /** Of all publishers' frames together. */
  readonly frameAgeMs: FrameAges;
  /** Results a second of all publishers together. */
  readonly framesPerSecond: number;
  /** Frames captured and never analyzed: those replaced by the client, and by the server. */
  readonly dropped: number;
  readonly droppedBy: { readonly client: number; readonly server: number };
  readonly rejected: number;
  /** Jain's index of the publishers' results. */
  readonly jain: number;
  /** By how much the server's thread was late. */
  readonly eventLoopMs: { readonly p50: number; readonly p99: number };
  /** Resident memory of the server's process: the most of it that was seen, in millions of bytes. */
  readonly rssMb: number;
  readonly rssSeriesMb: readonly number[];
  /** Cores that the server was busy on. */
  readonly serverCpu: number;
  /** Relayed frames a second that a viewer got; null without viewers. */
  readonly relayedPerSecond: number | null;
  readonly perPublisher: readonly PublisherRun[];
  /** How many publishers were held: see `isHeld`. */
  readonly held: number;
  /** The clients' own process. Where its timers are late, so is what it measures. */
  readonly generator: { readonly cpuShare: number; readonly delayP99Ms: number };
}

/** A publisher's results are that fresh at least, but for one in twenty. Milliseconds. */
export const HELD_AGE_MS = 200;
/** The share of a publisher's frames that are analyzed at least. */
const HELD_SHARE = 0.9;
const SAMPLE_MS = 1000;
const SETTLE_MS = 2000;

/** Whether a publisher was served as it should be: nine of ten frames analyzed, p95 of their age under 200 ms. */
function isHeld({ captured, results }: PublisherFrames): boolean {
  const { p95 } = agesOf(results);
  return results.length >= HELD_SHARE * captured && p95 < HELD_AGE_MS;
}

/** Puts a load on a server and measures it once it has settled; the load goes on. */
export async function putAndMeasure(
  url: string,
  clients: LoadClients,
  load: Load,
): Promise<LoadRun> {
  await clients.put(load);
  await pause(SETTLE_MS);
  return measureRun(url, clients, load);
}

/** Measures the load that is on a server. */
export async function measureRun(url: string, clients: LoadClients, load: Load): Promise<LoadRun> {
  const before = await ServerFigures.read(url);
  const startedMs = performance.now();
  const measuring = clients.measure(load.seconds * 1000);
  const rssSeriesMb = [before.rssMb];
  for (let second = 1; second < load.seconds; second++) {
    await pause(startedMs + second * SAMPLE_MS - performance.now());
    rssSeriesMb.push((await ServerFigures.read(url)).rssMb);
  }
  await pause(Math.max(0, startedMs + load.seconds * 1000 - performance.now()));
  const after = await ServerFigures.read(url);
  const elapsedS = (performance.now() - startedMs) / 1000;
  rssSeriesMb.push(after.rssMb);
  const { publishers, relayed, generator } = await measuring;
  const sum = (count: (publisher: PublisherFrames) => number) =>
    publishers.reduce((total, publisher) => total + count(publisher), 0);
  const droppedBy = {
    client: sum(({ droppedByClient }) => droppedByClient),
    server: sum(({ droppedByServer }) => droppedByServer),
  };
  return {
    ...load,
    frameAgeMs: agesOf(publishers.flatMap(({ results }) => results)),
    framesPerSecond: sum(({ results }) => results.length) / load.seconds,
    dropped: droppedBy.client + droppedBy.server,
    droppedBy,
    rejected: sum(({ rejected }) => rejected),
    jain: jainIndex(publishers.map(({ results }) => results.length)),
    eventLoopMs: { p50: after.delaySince(before, 0.5), p99: after.delaySince(before, 0.99) },
    rssMb: Math.max(...rssSeriesMb),
    rssSeriesMb,
    serverCpu: (after.cpuS - before.cpuS) / elapsedS,
    relayedPerSecond:
      relayed.length === 0
        ? null
        : relayed.reduce((total, count) => total + count, 0) / relayed.length / load.seconds,
    perPublisher: publishers.map((publisher) => ({
      frameAgeMs: agesOf(publisher.results),
      framesPerSecond: publisher.results.length / load.seconds,
      dropped: publisher.droppedByClient + publisher.droppedByServer,
      rejected: publisher.rejected,
    })),
    held: publishers.filter(isHeld).length,
    generator,
  };
}

function agesOf(results: PublisherFrames['results']): FrameAges {
  const ages = results.map(({ ageMs }) => ageMs);
  return {
    p50: percentile(ages, 0.5),
    p95: percentile(ages, 0.95),
    p99: percentile(ages, 0.99),
  };
}
