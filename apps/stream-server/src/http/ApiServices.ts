import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { AccessControl } from '../access/AccessControl.ts';
import type { AnalyzerPool } from '../analysis/AnalyzerPool.ts';
import type { AnalyzerIdentity } from '../analysis/AnalyzerThread.ts';
import type { ExportThread } from '../export/ExportThread.ts';
import type { ServerMetrics } from '../metrics/ServerMetrics.ts';
import type { TimelineRecorder } from '../recording/TimelineRecorder.ts';
import type { Deletions } from '../retention/Deletions.ts';
import type { SeatTokens } from '../session/SeatTokens.ts';
import type { SessionLedger } from '../session/SessionLedger.ts';
import type { SessionRegistry } from '../session/SessionRegistry.ts';
import type { Settings } from '../settings.ts';
import type { TimelineStore } from '../store/TimelineStore.ts';

/** What the routes work with. */
export interface ApiServices {
  readonly settings: Settings;
  readonly pool: AnalyzerPool;
  readonly sessions: SessionRegistry;
  readonly tokens: SeatTokens;
  readonly access: AccessControl;
  readonly store: TimelineStore;
  readonly exports: ExportThread;
  readonly recorder: TimelineRecorder;
  readonly deletions: Deletions;
  readonly ledger: SessionLedger;
  readonly metrics: ServerMetrics;
  readonly clock: () => number;
  /** Null until the first analyzer thread has loaded its models. */
  readonly identity: () => AnalyzerIdentity | null;
  /** True once the server has been told to stop. */
  readonly draining: () => boolean;
}

/** Fastify with zod schemas. */
export type ApiApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  Logger,
  ZodTypeProvider
>;
