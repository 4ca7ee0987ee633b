import type {
  AnalyzerIdentity,
  AnalyzerJob,
  AnalyzerOutcome,
  AnalyzerThread,
} from '../../apps/stream-server/src/analysis/AnalyzerThread.ts';

/** An analyzer thread whose every move a test scripts: when it is ready, what it answers, when it dies. */
export class ScriptedAnalyzerThread implements AnalyzerThread {
  readonly ready: Promise<AnalyzerIdentity>;
  readonly exited: Promise<void>;
  /** The jobs it was given, oldest first. */
  readonly jobs: AnalyzerJob[] = [];
  #resolveReady: (identity: AnalyzerIdentity) => void = () => {};
  #rejectReady: (error: Error) => void = () => {};
  #resolveExited: () => void = () => {};
  readonly #running: {
    resolve(outcome: AnalyzerOutcome): void;
    reject(error: Error): void;
  }[] = [];
  #jobsAtOnce = 1;

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    this.ready.catch(() => {});
    this.exited = new Promise((resolve) => {
      this.#resolveExited = resolve;
    });
  }

  run(job: AnalyzerJob): Promise<AnalyzerOutcome> {
    if (this.#running.length >= this.#jobsAtOnce) {
      throw new Error('A job was given to a busy thread.');
    }
    this.jobs.push(job);
    return new Promise((resolve, reject) => {
      this.#running.push({ resolve, reject });
    });
  }

  async terminate(): Promise<void> {
    this.die();
  }

  becomeReady(identity: AnalyzerIdentity): void {
    this.#jobsAtOnce = identity.jobsAtOnce;
    this.#resolveReady(identity);
  }

  failToStart(message: string): void {
    this.#rejectReady(new Error(message));
    this.#resolveExited();
  }

  /** Ends the job that has been under way for longest. */
  answer(outcome: AnalyzerOutcome): void {
    const job = this.#running.shift();
    if (!job) throw new Error('There is no job to answer.');
    job.resolve(outcome);
  }

  die(): void {
    this.#rejectReady(new Error('died'));
    for (const { reject } of this.#running.splice(0)) reject(new Error('died'));
    this.#resolveExited();
  }
}
