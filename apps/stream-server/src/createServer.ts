import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { AnalyzerPool } from './analysis/AnalyzerPool.ts';
import type { AnalyzerIdentity, AnalyzerThread } from './analysis/AnalyzerThread.ts';
import { WorkerAnalyzerThread } from './analysis/WorkerAnalyzerThread.ts';
import type { ApiServices } from './http/ApiServices.ts';
import { createApi } from './http/createApi.ts';
import { ServerMetrics } from './metrics/ServerMetrics.ts';
import { ResultEmitter } from './results/ResultEmitter.ts';
import { Publisher } from './session/Publisher.ts';
import { SeatTokens } from './session/SeatTokens.ts';
import { SessionRegistry } from './session/SessionRegistry.ts';
import type { Settings } from './settings.ts';
import { createSocketServer } from './socket/createSocketServer.ts';
import { OriginPolicy } from './socket/OriginPolicy.ts';

const SWEEP_INTERVAL_MS = 5000;

export interface ServerOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  /** How analyzer threads are made; tests script failures here. */
  readonly spawnAnalyzer?: () => AnalyzerThread;
  /** Milliseconds within which an HTTP request must have arrived whole. */
  readonly requestTimeoutMs?: number;
}

/** A running server. */
export interface StreamServer {
  /** Where it listens. */
  readonly url: string;
  /** The key and life of its seat tokens, for whoever hands out seats otherwise. */
  readonly tokens: SeatTokens;
  /** Resolves when frames can be analyzed; rejects when no analyzer could start. */
  readonly ready: Promise<AnalyzerIdentity>;
  /** Refuses new work, tells the clients, lets what is under way end, and stops. Once, however often asked. */
  drain(): Promise<void>;
}

/** Builds the whole server, which owns all its state, and starts to listen. */
export async function createServer(options: ServerOptions): Promise<StreamServer> {
  const { settings, log } = options;
  const clock = options.clock ?? (() => performance.timeOrigin + performance.now());
  const metrics = new ServerMetrics();
  let identity: AnalyzerIdentity | null = null;
  let draining = false;

  const pool = new AnalyzerPool({
    size: settings.EMOSTREAM_WORKERS,
    spawn:
      options.spawnAnalyzer ??
      (() =>
        new WorkerAnalyzerThread({
          engine: settings.EMOSTREAM_ENGINE,
          modelsDir: settings.EMOSTREAM_MODELS_DIR,
          liveDetector: settings.EMOSTREAM_LIVE_DETECTOR,
        })),
    jobTimeoutMs: settings.EMOSTREAM_ANALYSIS_TIMEOUT_S * 1000,
    onThreadLost: (error) => {
      metrics.countThreadLost();
      log.error({ err: error }, 'an analyzer thread was lost');
    },
  });
  const ready = pool.ready.then((loaded) => {
    identity = loaded;
    return loaded;
  });
  ready.catch(() => {});

  const tokens = new SeatTokens(
    settings.EMOSTREAM_SECRET ?? randomBytes(32).toString('hex'),
    settings.EMOSTREAM_TOKEN_TTL_S * 1000,
  );
  const sessions = new SessionRegistry({
    maxSessions: settings.EMOSTREAM_MAX_SESSIONS,
    idleMs: settings.EMOSTREAM_SESSION_IDLE_S * 1000,
    createPublisher: (sessionCode, participantId) =>
      new Publisher({
        participantId,
        detector: settings.EMOSTREAM_LIVE_DETECTOR,
        clock,
        enqueue: (lane) => pool.enqueue(lane),
        emit: (result) => {
          metrics.observeResult(result);
          emitter.emit(sessionCode, result);
        },
      }),
  });
  const origins = new OriginPolicy(settings.EMOSTREAM_ALLOWED_ORIGINS);
  const services: ApiServices = {
    settings,
    pool,
    sessions,
    tokens,
    metrics,
    clock,
    identity: () => identity,
    draining: () => draining,
  };
  const api = await createApi({
    services,
    origins,
    log,
    requestTimeoutMs: options.requestTimeoutMs,
  });
  const io = createSocketServer(api.server, {
    authentication: { origins, tokens, sessions, clock },
    identity: () => identity,
    draining: () => draining,
    clock,
    metrics,
    log,
  });
  const emitter = new ResultEmitter(io);
  metrics.observe({
    sessions: () => sessions.size,
    connections: () => io.engine.clientsCount,
    readyThreads: () => pool.readyThreads,
    waitingLanes: () => pool.waitingLanes,
  });
  const sweeper = setInterval(() => sessions.sweep(clock()), SWEEP_INTERVAL_MS);

  let drained: Promise<void> | null = null;
  function drain(): Promise<void> {
    drained ??= stop();
    return drained;
  }

  async function stop(): Promise<void> {
    draining = true;
    clearInterval(sweeper);
    io.emit('draining', { reconnectAfterMs: 1000 });
    const deadlineMs = clock() + settings.EMOSTREAM_DRAIN_S * 1000;
    while (pool.activeLanes > 0 && clock() < deadlineMs) await pause(20);
    sessions.endAll();
    // Not io.close(), which also waits for every open HTTP connection, half-sent uploads included.
    io.engine.close();
    await api.close();
    await pool.close();
  }

  try {
    await api.listen({ host: settings.EMOSTREAM_HOST, port: settings.EMOSTREAM_PORT });
  } catch (error) {
    await drain();
    throw error;
  }
  return { url: urlOf(api.server.address() as AddressInfo), tokens, ready, drain };
}

function urlOf({ address, port }: AddressInfo): string {
  const host = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(address) ? 'localhost' : address;
  return `http://${host}:${port}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
