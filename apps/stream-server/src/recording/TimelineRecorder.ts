import type { Problem } from '@emostream/protocol';
import { type RecordedFrame, StoreError, type TimelineStore } from '../store/TimelineStore.ts';

/** Rows wait at most this long before they are written. Milliseconds. */
const BATCH_MS = 250;

/** How often a batch that could not be written is tried again. Milliseconds. */
const RETRY_MS = 1000;

/** Frames that may wait for a slow store; beyond it the newest are lost, and counted. */
const MAX_WAITING = 5000;

/** A batch that is refused as often, for no reason that passes, is written frame by frame. */
const MAX_REFUSALS = 3;

export interface TimelineRecorderOptions {
  readonly store: TimelineStore;
  /** Recording stopped working, or works again. */
  readonly onProblem: (problem: Problem | null) => void;
  /** Frames that will never be written. */
  readonly onLost: (frames: number) => void;
}

/**
 * Writes analyzed frames in batches. Where the store refuses (a full disk, a locked database), recording
 * pauses: the batch under way is kept and tried again every second, frames that come meanwhile are lost
 * and counted, and the live view never waits.
 */
export class TimelineRecorder {
  readonly #options: TimelineRecorderOptions;
  #waiting: RecordedFrame[] = [];
  #writing: RecordedFrame[] = [];
  #timer: NodeJS.Timeout | null = null;
  #problem: Problem | null = null;
  #write: Promise<void> | null = null;
  #closed = false;
  /** How often in a row the batch was refused for no reason that passes. */
  #refusals = 0;

  constructor(options: TimelineRecorderOptions) {
    this.#options = options;
  }

  /** Why nothing is recorded at the moment; null where all is well. */
  get problem(): Problem | null {
    return this.#problem;
  }

  /** Frames that are not written yet. */
  get waitingFrames(): number {
    return this.#waiting.length + this.#writing.length;
  }

  record(frame: RecordedFrame): void {
    if (this.#problem || this.#closed || this.#waiting.length >= MAX_WAITING) {
      this.#options.onLost(1);
      return;
    }
    this.#waiting.push(frame);
    this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
  }

  /**
   * Drops what waits of a participant. What has been handed to the store is there before anything that
   * is asked of the store after this, so a deletion that follows takes it too.
   */
  discard(sessionCode: string, participantId: string): void {
    const isOthers = (frame: RecordedFrame) =>
      frame.sessionCode !== sessionCode || frame.participantId !== participantId;
    this.#waiting = this.#waiting.filter(isOthers);
    this.#writing = this.#writing.filter(isOthers);
  }

  /** Writes all that waits now, if it can be written. */
  async flush(): Promise<void> {
    await this.#write;
    this.#flush();
    await this.#write;
  }

  async close(): Promise<void> {
    await this.flush();
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#options.onLost(this.#waiting.length + this.#writing.length);
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#write) return;
    if (this.#writing.length === 0) {
      this.#writing = this.#waiting;
      this.#waiting = [];
    }
    // Also without a frame where there is a problem: to find out when it has passed.
    if (this.#writing.length > 0 || this.#problem) this.#write = this.#append();
  }

  async #append(): Promise<void> {
    try {
      await this.#options.store.appendFrames(this.#writing);
      this.#writing = [];
      this.#refusals = 0;
      this.#write = null;
      this.#setProblem(null);
      if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
    } catch (error) {
      const kind = error instanceof StoreError ? error.kind : 'failed';
      this.#refusals = kind === 'failed' ? this.#refusals + 1 : 0;
      if (this.#refusals >= MAX_REFUSALS) await this.#writeOneByOne();
      this.#write = null;
      this.#setProblem(problemOf(kind));
      if (!this.#closed) this.#timer ??= setTimeout(() => this.#flush(), RETRY_MS);
    }
  }

  /** One frame that the store cannot take must not hold up all others: it is lost, and counted. */
  async #writeOneByOne(): Promise<void> {
    const frames = this.#writing;
    this.#writing = [];
    this.#refusals = 0;
    for (const frame of frames) {
      await this.#options.store.appendFrames([frame]).catch(() => this.#options.onLost(1));
    }
  }

  #setProblem(problem: Problem | null): void {
    if (problem?.message === this.#problem?.message) return;
    this.#problem = problem;
    this.#options.onProblem(problem);
  }
}

function problemOf(kind: StoreError['kind']): Problem {
  const message = {
    full: 'The disk of the server is full. Nothing is recorded until there is room again.',
    locked: 'The database is locked by another program. Nothing is recorded until it lets go.',
    failed: 'The database does not take the rows. Nothing is recorded until it does.',
  }[kind];
  return { reason: 'store_failed', message };
}
