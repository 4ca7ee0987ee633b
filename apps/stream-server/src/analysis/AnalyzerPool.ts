import type { AnalysisLane } from './AnalysisLane.ts';
import type { AnalyzerIdentity, AnalyzerOutcome, AnalyzerThread } from './AnalyzerThread.ts';

export interface AnalyzerPoolOptions {
  /** Threads; one alone where it takes several jobs at once, as batches form within a thread. */
  readonly size: number;
  readonly spawn: () => AnalyzerThread;
  /** A job that takes longer costs its thread its life. Milliseconds. */
  readonly jobTimeoutMs: number;
  /** Pause before a thread that could not start is tried again. Milliseconds. */
  readonly respawnDelayMs?: number;
  /** Told of each thread that died unasked. */
  readonly onThreadLost?: (error: Error) => void;
}

const FAILED: AnalyzerOutcome = {
  ok: false,
  problem: { reason: 'analysis_failed', message: 'The analyzer failed on this picture.' },
};

/**
 * A fixed number of analyzer threads shared by all lanes in turns: a lane has at most one job under
 * way and goes to the back of the line after each, so order within a lane holds and a fast publisher
 * gets no more than a slow one needs to leave. A thread that dies is replaced.
 */
export class AnalyzerPool {
  readonly #options: AnalyzerPoolOptions;
  readonly #starting = new Set<AnalyzerThread>();
  readonly #threads = new Set<AnalyzerThread>();
  /** Each thread as often as it can take one more job. */
  readonly #idle: AnalyzerThread[] = [];
  readonly #line: AnalysisLane[] = [];
  /** Lanes that stand in line or have a job under way. */
  readonly #known = new Set<AnalysisLane>();
  readonly #respawns = new Set<NodeJS.Timeout>();
  #runningJobs = 0;
  #resolveReady: (identity: AnalyzerIdentity) => void = () => {};
  #rejectReady: (error: Error) => void = () => {};
  #closed = false;
  /** Resolves with the first thread that is ready; rejects when the first start fails. */
  readonly ready: Promise<AnalyzerIdentity>;

  constructor(options: AnalyzerPoolOptions) {
    this.#options = options;
    this.ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    this.ready.catch(() => {});
    this.#start();
  }

  /** Threads whose models are loaded. */
  get readyThreads(): number {
    return this.#threads.size;
  }

  /** Jobs under way. */
  get runningJobs(): number {
    return this.#runningJobs;
  }

  /** Lanes that wait for a turn. */
  get waitingLanes(): number {
    return this.#line.length;
  }

  /** Lanes that wait or have a job under way. */
  get activeLanes(): number {
    return this.#known.size;
  }

  /** Puts a lane in line, unless it stands there or will return to it by itself. */
  enqueue(lane: AnalysisLane): void {
    if (this.#closed || this.#known.has(lane)) return;
    this.#known.add(lane);
    this.#line.push(lane);
    this.#pump();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#respawns) clearTimeout(timer);
    this.#rejectReady(new Error('The analyzer pool was closed.'));
    await Promise.all([...this.#starting, ...this.#threads].map((thread) => thread.terminate()));
  }

  #start(): void {
    const thread = this.#options.spawn();
    this.#starting.add(thread);
    thread.ready.then(
      (identity) => {
        this.#starting.delete(thread);
        if (this.#closed) return;
        this.#threads.add(thread);
        this.#resolveReady(identity);
        for (let job = 0; job < identity.jobsAtOnce; job += 1) this.#idle.push(thread);
        this.#pump();
        // The first says what it can do, and has the machine to itself while it loads its models.
        if (identity.jobsAtOnce === 1) this.#startOthers();
      },
      (error: Error) => {
        this.#starting.delete(thread);
        this.#rejectReady(error);
        this.#lost(error, this.#options.respawnDelayMs ?? 1000);
      },
    );
    void thread.exited.then(() => this.#retire(thread));
  }

  #startOthers(): void {
    while (this.#threads.size + this.#starting.size + this.#respawns.size < this.#options.size) {
      this.#start();
    }
  }

  /** Takes a dead thread out, whoever notices first: its job or its exit. */
  #retire(thread: AnalyzerThread): void {
    if (!this.#threads.delete(thread)) return;
    this.#idle.splice(0, Infinity, ...this.#idle.filter((other) => other !== thread));
    this.#lost(new Error('An analyzer thread died.'), 0);
  }

  #lost(error: Error, delayMs: number): void {
    if (this.#closed) return;
    this.#options.onThreadLost?.(error);
    const timer = setTimeout(() => {
      this.#respawns.delete(timer);
      this.#start();
    }, delayMs);
    this.#respawns.add(timer);
  }

  #release(thread: AnalyzerThread): void {
    if (this.#threads.has(thread)) this.#idle.push(thread);
    this.#pump();
  }

  #pump(): void {
    while (this.#idle.length > 0) {
      const lane = this.#line.shift();
      if (!lane) return;
      const laneJob = lane.take(this.#line.length > 0);
      if (!laneJob) {
        this.#known.delete(lane);
        continue;
      }
      const thread = this.#idle.pop() as AnalyzerThread;
      void this.#run(thread, laneJob.job).then((outcome) => {
        // Back in line before the outcome is told, so that a frame put meanwhile waits its turn.
        this.#line.push(lane);
        try {
          laneJob.settle(outcome);
        } finally {
          this.#release(thread);
        }
      });
    }
  }

  async #run(
    thread: AnalyzerThread,
    job: Parameters<AnalyzerThread['run']>[0],
  ): Promise<AnalyzerOutcome> {
    this.#runningJobs += 1;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('too late')), this.#options.jobTimeoutMs);
    });
    try {
      return await Promise.race([thread.run(job), tooLate]);
    } catch {
      this.#retire(thread);
      // Not waited for: it may take as long as what it does.
      void thread.terminate();
      return FAILED;
    } finally {
      this.#runningJobs -= 1;
      clearTimeout(timer);
    }
  }
}
