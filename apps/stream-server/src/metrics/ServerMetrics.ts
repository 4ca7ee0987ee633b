import type { FrameAck, FrameResult, ProblemReason } from '@emostream/protocol';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const STAGES = ['queue', 'decode', 'detect', 'crop', 'classify', 'total'] as const;
const STAGE_BUCKETS_S = [
  0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2,
];
const AGE_BUCKETS_S = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 2, 5];
/** Finest around 20 ms, which is what the thread may be late by at most when there is too much to do. */
const DELAY_BUCKETS_S = [
  0.001, 0.002, 0.003, 0.004, 0.006, 0.008, 0.01, 0.0125, 0.015, 0.0175, 0.02, 0.025, 0.03, 0.04,
  0.05, 0.075, 0.1, 0.2, 0.5, 1, 2,
];

/** What a server's metrics read when they are asked for. */
export interface MetricSources {
  readonly sessions: () => number;
  readonly connections: () => number;
  readonly readyThreads: () => number;
  readonly waitingLanes: () => number;
  readonly runningJobs: () => number;
  readonly waitingRows: () => number;
}

/** Counts and durations for `/metrics`. None of them says anything of a person. */
export class ServerMetrics {
  readonly registry = new Registry();
  readonly #received = new Counter({
    name: 'emostream_frames_received_total',
    help: 'Frames that arrived',
    registers: [this.registry],
  });
  readonly #frames = new Counter({
    name: 'emostream_frames_total',
    help: 'Frames by how they ended: analyzed, dropped or rejected',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly #lost = new Counter({
    name: 'emostream_frames_lost_total',
    help: 'Frames without a result by reason: replaced by a newer one, or that of their refusal',
    labelNames: ['reason'],
    registers: [this.registry],
  });
  readonly #ages = new Histogram({
    name: 'emostream_frame_age_seconds',
    help: 'From capture to result, less the least delay of the way to the server',
    buckets: AGE_BUCKETS_S,
    registers: [this.registry],
  });
  readonly #problems = new Counter({
    name: 'emostream_problems_total',
    help: 'Refusals by reason',
    labelNames: ['reason'],
    registers: [this.registry],
  });
  readonly #stages = new Histogram({
    name: 'emostream_stage_seconds',
    help: 'Duration of each stage of an analyzed frame',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS_S,
    registers: [this.registry],
  });
  readonly #threadsLost = new Counter({
    name: 'emostream_analyzer_threads_lost_total',
    help: 'Analyzer threads that died and were replaced',
    registers: [this.registry],
  });

  readonly #lostFrames = new Counter({
    name: 'emostream_recording_lost_frames_total',
    help: 'Analyzed frames that were to be recorded and could not be',
    registers: [this.registry],
  });
  readonly #relayOffered = new Counter({
    name: 'emostream_relay_offered_total',
    help: 'Frames of others that there were for each receiver',
    registers: [this.registry],
  });
  readonly #relayDropped = new Counter({
    name: 'emostream_relay_dropped_total',
    help: 'Relayed frames that a receiver was too slow for',
    registers: [this.registry],
  });

  readonly #eventLoopDelay = new Histogram({
    name: 'emostream_event_loop_delay_seconds',
    help: 'By how much timers of the server thread are late',
    buckets: DELAY_BUCKETS_S,
    registers: [this.registry],
  });

  readonly #batches = new Histogram({
    name: 'emostream_batch_crops',
    help: 'Faces that went through the classifier at once',
    buckets: [1, 2, 3, 4, 6, 8, 12, 16, 32],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Adds gauges that are read at scrape time. */
  observe(sources: MetricSources): void {
    this.#gauge('emostream_sessions', 'Open sessions', sources.sessions);
    this.#gauge('emostream_connections', 'Open socket connections', sources.connections);
    this.#gauge('emostream_analyzer_threads', 'Analyzer threads ready', sources.readyThreads);
    this.#gauge(
      'emostream_waiting_lanes',
      'Publishers and pictures waiting for a turn',
      sources.waitingLanes,
    );
    this.#gauge(
      'emostream_analyzer_jobs',
      'Frames and pictures under analysis',
      sources.runningJobs,
    );
    this.#gauge(
      'emostream_recording_waiting_frames',
      'Analyzed frames that wait to be written',
      sources.waitingRows,
    );
  }

  countReceived(): void {
    this.#received.inc();
  }

  countFrame(ack: FrameAck): void {
    this.#frames.inc({ outcome: ack.status });
    if (ack.status === 'dropped') this.#lost.inc({ reason: 'replaced' });
    if (ack.status !== 'rejected') return;
    this.#lost.inc({ reason: ack.problem.reason });
    this.countProblem(ack.problem.reason);
  }

  countProblem(reason: ProblemReason): void {
    this.#problems.inc({ reason });
  }

  countLostFrames(frames: number): void {
    this.#lostFrames.inc(frames);
  }

  /**
   * @param offered receivers that there was a frame for
   * @param dropped those that were too slow for the one before it
   */
  countRelayed(offered: number, dropped: number): void {
    this.#relayOffered.inc(offered);
    this.#relayDropped.inc(dropped);
  }

  countThreadLost(): void {
    this.#threadsLost.inc();
  }

  observeBatch(crops: number): void {
    this.#batches.observe(crops);
  }

  observeEventLoopDelay(delayMs: number): void {
    this.#eventLoopDelay.observe(delayMs / 1000);
  }

  /** @param nowMs when the result is sent, on the clock of its `atMs` */
  observeResult({ timings, atMs }: FrameResult, nowMs: number): void {
    this.#ages.observe(Math.max(0, nowMs - atMs) / 1000);
    for (const stage of STAGES) {
      this.#stages.observe({ stage }, timings[`${stage}Ms`] / 1000);
    }
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
