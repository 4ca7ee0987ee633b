import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type {
  AnalyzerIdentity,
  AnalyzerJob,
  AnalyzerOutcome,
  AnalyzerThread,
} from './AnalyzerThread.ts';
import type {
  AnalyzerWorkerSettings,
  MessageFromAnalyzer,
  MessageToAnalyzer,
} from './analyzerWorker.ts';

interface RunningJob {
  resolve(outcome: AnalyzerOutcome): void;
  reject(error: Error): void;
}

/** How long a thread may take to end its jobs, or its start, before it is ended by force. Milliseconds. */
const END_GRACE_MS = 10_000;

/** An analyzer in a worker thread, so that no inference ever runs on the server's own thread. */
export class WorkerAnalyzerThread implements AnalyzerThread {
  readonly ready: Promise<AnalyzerIdentity>;
  readonly exited: Promise<void>;
  readonly #worker: Worker;
  readonly #running = new Map<number, RunningJob>();
  #lastId = 0;
  #ending: Promise<void> | null = null;
  #onIdle: () => void = () => {};

  /** @param onBatch told how many crops each batch had that went through the classifier */
  constructor(settings: AnalyzerWorkerSettings, onBatch: (crops: number) => void = () => {}) {
    this.#worker = new Worker(new URL('./startAnalyzerWorker.mjs', import.meta.url), {
      workerData: settings,
      // None of what the server's own thread was started with.
      execArgv: [],
      name: 'analyzer',
    });
    let identify: (identity: AnalyzerIdentity) => void;
    let fail: (error: Error) => void;
    this.ready = new Promise((resolve, reject) => {
      identify = resolve;
      fail = reject;
    });
    // Whoever waits for `ready` sees the failure; nobody waiting is no reason to crash.
    this.ready.catch(() => {});
    this.#worker.on('message', (message: MessageFromAnalyzer) => {
      if (message.type === 'ready') {
        identify(message.identity);
        return;
      }
      for (const crops of message.batches) onBatch(crops);
      this.#settle(message.id, (job) => job.resolve(message.outcome));
    });
    this.exited = new Promise((resolve) => {
      let cause = new Error('The analyzer thread ended.');
      this.#worker.on('error', (error) => {
        cause = error instanceof Error ? error : new Error(String(error));
      });
      this.#worker.on('exit', () => {
        fail(cause);
        for (const id of this.#running.keys()) this.#settle(id, (job) => job.reject(cause));
        resolve();
      });
    });
  }

  run(job: AnalyzerJob): Promise<AnalyzerOutcome> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#running.set(id, { resolve, reject });
      const message: MessageToAnalyzer = { id, job };
      this.#worker.postMessage(message, [job.bytes.buffer]);
    });
  }

  /**
   * A thread that is torn down within ONNX Runtime aborts the whole process (its native code throws
   * where nobody can catch), so that one that is busy ends what it does first.
   */
  async terminate(): Promise<void> {
    this.#ending ??= this.#end();
    await this.#ending;
  }

  async #end(): Promise<void> {
    const isIdle = this.ready.then(
      () => this.#untilIdle(),
      () => {},
    );
    const grace = new AbortController();
    const isOver = setTimeout(END_GRACE_MS, undefined, { signal: grace.signal }).catch(() => {});
    await Promise.race([isIdle, this.exited, isOver]);
    grace.abort();
    await this.#worker.terminate();
  }

  #untilIdle(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onIdle = resolve;
    });
  }

  #settle(id: number, end: (job: RunningJob) => void): void {
    const job = this.#running.get(id);
    this.#running.delete(id);
    if (job) end(job);
    if (this.#running.size === 0) this.#onIdle();
  }
}
