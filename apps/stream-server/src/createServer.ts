import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { AccessControl } from './access/AccessControl.ts';
import { AnalyzerPool } from './analysis/AnalyzerPool.ts';
import type { AnalyzerIdentity, AnalyzerThread } from './analysis/AnalyzerThread.ts';
import { WorkerAnalyzerThread } from './analysis/WorkerAnalyzerThread.ts';
import { createClock } from './createClock.ts';
import { ExportThread } from './export/ExportThread.ts';
import type { ApiServices } from './http/ApiServices.ts';
import { createApi } from './http/createApi.ts';
import { EventLoopDelay } from './metrics/EventLoopDelay.ts';
import { ServerMetrics } from './metrics/ServerMetrics.ts';
import { recordedFrame } from './recording/recordedFrame.ts';
import { TimelineRecorder } from './recording/TimelineRecorder.ts';
import { Deletions } from './retention/Deletions.ts';
import { lanAddresses } from './secrets/lanAddresses.ts';
import { ownCertificate } from './secrets/ownCertificate.ts';
import { readSigningKey } from './secrets/readSigningKey.ts';
import { Publisher } from './session/Publisher.ts';
import { SeatTokens } from './session/SeatTokens.ts';
import { SessionLedger } from './session/SessionLedger.ts';
import { SessionRegistry } from './session/SessionRegistry.ts';
import type { Settings } from './settings.ts';
import { createSocketServer } from './socket/createSocketServer.ts';
import { OriginPolicy } from './socket/OriginPolicy.ts';
import { claimDataDir } from './store/claimDataDir.ts';
import { openTimelineStore } from './store/openTimelineStore.ts';
import { StoreQueue } from './store/StoreQueue.ts';
import { timelineFile } from './store/timelineFile.ts';

const SWEEP_INTERVAL_MS = 5000;
const RETENTION_INTERVAL_MS = 60_000;

export interface ServerOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  /** How analyzer threads are made; tests script failures here. */
  readonly spawnAnalyzer?: () => AnalyzerThread;
  /** How often sessions whose time is over are looked for. Milliseconds. */
  readonly retentionIntervalMs?: number;
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
  const clock = options.clock ?? createClock();
  const dataDir = settings.EMOSTREAM_DATA_DIR;
  const releaseDataDir = claimDataDir(dataDir);
  const store = await openTimelineStore({ dataDir }).catch((error: unknown) => {
    releaseDataDir();
    throw error;
  });
  const exports = new ExportThread({ filePath: timelineFile(dataDir) });
  const metrics = new ServerMetrics();
  const eventLoopDelay = new EventLoopDelay((delayMs) => metrics.observeEventLoopDelay(delayMs));
  let identity: AnalyzerIdentity | null = null;
  let draining = false;

  const pool = new AnalyzerPool({
    size: settings.EMOSTREAM_WORKERS,
    spawn:
      options.spawnAnalyzer ??
      (() =>
        new WorkerAnalyzerThread(
          {
            engine: settings.EMOSTREAM_ENGINE,
            modelsDir: settings.EMOSTREAM_MODELS_DIR,
            liveDetector: settings.EMOSTREAM_LIVE_DETECTOR,
          },
          (crops) => metrics.observeBatch(crops),
        )),
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

  const queue = new StoreQueue(log);
  const recorder = new TimelineRecorder({
    store,
    onProblem: (problem) => {
      if (problem) log.error({ problem: problem.message }, 'recording pauses');
      else log.info('recording goes on');
      sessions.rostersChanged();
    },
    onLost: (frames) => metrics.countLostFrames(frames),
  });
  const ledger = new SessionLedger({ store, queue, recorder, clock });
  const tokens = new SeatTokens(
    settings.EMOSTREAM_SECRET ?? readSigningKey(dataDir),
    settings.EMOSTREAM_TOKEN_TTL_S * 1000,
  );
  const sessions = new SessionRegistry({
    maxSessions: settings.EMOSTREAM_MAX_SESSIONS,
    maxParticipants: settings.EMOSTREAM_MAX_PARTICIPANTS,
    maxViewers: settings.EMOSTREAM_MAX_VIEWERS,
    seatHeldMs: settings.EMOSTREAM_SEAT_HELD_S * 1000,
    idleMs: settings.EMOSTREAM_SESSION_IDLE_S * 1000,
    retentionDays: settings.EMOSTREAM_RETENTION_DAYS,
    clock,
    store,
    ledger,
    createPublisher: ({ publish, ...options }) =>
      new Publisher({
        ...options,
        detector: settings.EMOSTREAM_LIVE_DETECTOR,
        clock,
        enqueue: (lane) => pool.enqueue(lane),
        publish: (frame) => {
          metrics.observeResult(frame.result, clock());
          publish(frame);
        },
      }),
    record: (session, frame) => {
      if (!identity) throw new Error('A frame was analyzed before the models were loaded.');
      recorder.record(recordedFrame(session.code, frame, identity.manifest));
    },
    recordingProblem: () => recorder.problem,
    onRelayed: (offered, dropped) => metrics.countRelayed(offered, dropped),
  });
  await sessions.restore();
  const deletions = new Deletions({ store, queue, recorder, sessions, ledger });
  const access = new AccessControl({
    adminToken: settings.EMOSTREAM_ADMIN_TOKEN ?? null,
    tokens,
    sessions,
    store,
    clock,
  });
  const origins = new OriginPolicy(
    settings.EMOSTREAM_ALLOWED_ORIGINS,
    settings.EMOSTREAM_TRUST_PROXY,
  );
  const services: ApiServices = {
    settings,
    pool,
    sessions,
    tokens,
    access,
    store,
    exports,
    recorder,
    deletions,
    ledger,
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
    certificate: settings.EMOSTREAM_HTTPS
      ? await ownCertificate(dataDir, lanAddresses(), clock())
      : null,
  });
  const io = createSocketServer(api.server, {
    authentication: { origins, tokens, sessions, clock },
    identity: () => identity,
    draining: () => draining,
    clock,
    metrics,
    log,
  });
  metrics.observe({
    sessions: () => sessions.size,
    connections: () => io.engine.clientsCount,
    readyThreads: () => pool.readyThreads,
    waitingLanes: () => pool.waitingLanes,
    runningJobs: () => pool.runningJobs,
    waitingRows: () => recorder.waitingFrames,
  });
  const sweeper = setInterval(() => sessions.sweep(clock()), SWEEP_INTERVAL_MS);
  const retention = setInterval(() => {
    deletions.sweep(clock()).catch((error: unknown) => {
      log.error({ err: error }, 'expired sessions could not be deleted');
    });
  }, options.retentionIntervalMs ?? RETENTION_INTERVAL_MS);

  let drained: Promise<void> | null = null;
  function drain(): Promise<void> {
    drained ??= stop();
    return drained;
  }

  async function stop(): Promise<void> {
    draining = true;
    clearInterval(sweeper);
    clearInterval(retention);
    eventLoopDelay.stop();
    io.emit('draining', { reconnectAfterMs: 1000 });
    const deadlineMs = clock() + settings.EMOSTREAM_DRAIN_S * 1000;
    while (pool.activeLanes > 0 && clock() < deadlineMs) await pause(20);
    sessions.suspendAll();
    // Not io.close(), which also waits for every open HTTP connection, half-sent uploads included.
    io.engine.close();
    await api.close();
    await pool.close();
    await recorder.close();
    await queue.close();
    await exports.close();
    await store.close();
    releaseDataDir();
  }

  try {
    await api.listen({ host: settings.EMOSTREAM_HOST, port: settings.EMOSTREAM_PORT });
  } catch (error) {
    await drain();
    throw error;
  }
  return {
    url: urlOf(api.server.address() as AddressInfo, settings.EMOSTREAM_HTTPS),
    tokens,
    ready,
    drain,
  };
}

function urlOf({ address, port }: AddressInfo, https: boolean): string {
  const host = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(address) ? 'localhost' : address;
  return `${https ? 'https' : 'http'}://${host}:${port}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
