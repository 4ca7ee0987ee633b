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
  #resolveJob: ((outcome: AnalyzerOutcome) => void) | null = null;
  #rejectJob: ((error: Error) => void) | null = null;

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
    if (this.#resolveJob) throw new Error('A second job was given to a busy thread.');
    this.jobs.push(job);
    return new Promise((resolve, reject) => {
      this.#resolveJob = resolve;
      this.#rejectJob = reject;
    });
  }

  async terminate(): Promise<void> {
    this.die();
  }

  becomeReady(identity: AnalyzerIdentity): void {
    this.#resolveReady(identity);
  }

  failToStart(message: string): void {
    this.#rejectReady(new Error(message));
    this.#resolveExited();
  }

  /** Ends the job under way. */
  answer(outcome: AnalyzerOutcome): void {
    const resolve = this.#resolveJob;
    if (!resolve) throw new Error('There is no job to answer.');
    this.#resolveJob = null;
    this.#rejectJob = null;
    resolve(outcome);
  }

  die(): void {
    this.#rejectReady(new Error('died'));
    this.#rejectJob?.(new Error('died'));
    this.#resolveJob = null;
    this.#rejectJob = null;
    this.#resolveExited();
  }
}
