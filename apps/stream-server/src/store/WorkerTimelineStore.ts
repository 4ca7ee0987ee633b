import { Worker } from 'node:worker_threads';
import type { AuditEntry, Marker } from '@emostream/protocol';
import type { MessageFromStore, StoreAnswer, StoreCall } from './storeCalls.ts';
import {
  type FrameCursor,
  type RecordedFrame,
  type RowQuery,
  type SessionQuery,
  type StoredParticipant,
  type StoredSession,
  StoreError,
  type TimelineQuery,
  type TimelineStore,
} from './TimelineStore.ts';
import type { TimelineWorkerSettings } from './timelineWorker.ts';

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: StoreError): void;
}

type Answer<Method extends keyof TimelineStore> = ReturnType<TimelineStore[Method]>;

/**
 * A `SqliteTimelineStore` in a worker thread, so that no query ever holds up the server's own thread.
 * A thread that dies fails the calls that it had, and the next call starts another.
 */
export class WorkerTimelineStore implements TimelineStore {
  readonly #settings: TimelineWorkerSettings;
  readonly #pending = new Map<number, PendingCall>();
  #worker: Worker | null = null;
  #opening: Promise<void>;
  #lastId = 0;
  #closing: Promise<void> | null = null;

  private constructor(settings: TimelineWorkerSettings) {
    this.#settings = settings;
    this.#opening = this.#start();
  }

  /** @throws StoreError where the file cannot be opened */
  static async open(settings: TimelineWorkerSettings): Promise<WorkerTimelineStore> {
    const store = new WorkerTimelineStore(settings);
    await store.#opening;
    return store;
  }

  putSession(session: StoredSession) {
    return this.#call('putSession', session);
  }

  findSession(code: string) {
    return this.#call('findSession', code);
  }

  openSessions() {
    return this.#call('openSessions');
  }

  putParticipant(participant: StoredParticipant) {
    return this.#call('putParticipant', participant);
  }

  findParticipant(code: string, participantId: string) {
    return this.#call('findParticipant', code, participantId);
  }

  listSessions(query: SessionQuery) {
    return this.#call('listSessions', query);
  }

  sessionDetails(code: string, participantId?: string) {
    return this.#call('sessionDetails', code, participantId);
  }

  appendFrames(frames: readonly RecordedFrame[]) {
    return this.#call('appendFrames', frames);
  }

  readFrames(query: RowQuery, after: FrameCursor | null, limit: number) {
    return this.#call('readFrames', query, after, limit);
  }

  timeline(query: TimelineQuery) {
    return this.#call('timeline', query);
  }

  timelineJson(query: TimelineQuery) {
    return this.#call('timelineJson', query);
  }

  summary(query: RowQuery) {
    return this.#call('summary', query);
  }

  replay(query: RowQuery) {
    return this.#call('replay', query);
  }

  replayJson(query: RowQuery) {
    return this.#call('replayJson', query);
  }

  putMarker(code: string, marker: Marker) {
    return this.#call('putMarker', code, marker);
  }

  markers(code: string) {
    return this.#call('markers', code);
  }

  findMarker(code: string, markerId: string) {
    return this.#call('findMarker', code, markerId);
  }

  countMarkers(code: string) {
    return this.#call('countMarkers', code);
  }

  deleteMarker(code: string, markerId: string) {
    return this.#call('deleteMarker', code, markerId);
  }

  deleteSession(code: string) {
    return this.#call('deleteSession', code);
  }

  deleteParticipant(code: string, participantId: string, forget: boolean) {
    return this.#call('deleteParticipant', code, participantId, forget);
  }

  deleteRange(query: RowQuery) {
    return this.#call('deleteRange', query);
  }

  expiredSessions(nowMs: number) {
    return this.#call('expiredSessions', nowMs);
  }

  appendAudit(entry: AuditEntry) {
    return this.#call('appendAudit', entry);
  }

  auditLog(code: string) {
    return this.#call('auditLog', code);
  }

  async close(): Promise<void> {
    this.#closing ??= this.#end();
    await this.#closing;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    // One that dies instead has closed the file too.
    await this.#send('close', []).catch(() => {});
    await worker.terminate();
  }

  async #call<Method extends Exclude<keyof TimelineStore, 'close'>>(
    method: Method,
    ...args: Parameters<TimelineStore[Method]>
  ): Promise<Awaited<Answer<Method>>> {
    if (this.#closing) throw new StoreError('failed', 'The store is closed.');
    if (!this.#worker) this.#opening = this.#start();
    return (await this.#send(method, args)) as Awaited<Answer<Method>>;
  }

  /** A call may be sent before the file is open: the thread takes it up once it is. */
  #send(method: StoreCall['method'], args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, method, args } satisfies StoreCall);
    });
  }

  #start(): Promise<void> {
    const worker = new Worker(new URL('./startTimelineWorker.mjs', import.meta.url), {
      workerData: this.#settings,
      // None of what the server's own thread was started with.
      execArgv: [],
      name: 'timeline',
    });
    this.#worker = worker;
    const opening = new Promise<void>((resolve, reject) => {
      let cause = new StoreError('failed', 'The thread of the store ended.');
      worker.on('message', (message: MessageFromStore) => {
        if (message.type === 'open') resolve();
        else if (message.type === 'answer') this.#settle(message);
        else {
          cause = new StoreError(message.kind, message.message);
          void worker.terminate();
        }
      });
      worker.on('error', (error) => {
        cause = new StoreError('failed', error instanceof Error ? error.message : String(error));
      });
      worker.on('exit', () => {
        this.#worker = null;
        reject(cause);
        for (const { reject: fail } of this.#pending.values()) fail(cause);
        this.#pending.clear();
      });
    });
    // Whoever opens the store sees the failure; later it is that of the calls.
    opening.catch(() => {});
    return opening;
  }

  #settle(answer: StoreAnswer): void {
    const call = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if (answer.ok) call?.resolve(answer.value);
    else call?.reject(new StoreError(answer.kind, answer.message));
  }
}
