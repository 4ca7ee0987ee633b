import type { Logger } from 'pino';
import { StoreError } from './TimelineStore.ts';

const RETRY_MS = 1000;

/**
 * Work for the store that must be done but need not be waited for, in its order. What a full disk or a
 * locked database refuses is tried again until it is done; what fails otherwise is logged and left.
 */
export class StoreQueue {
  readonly #log: Logger;
  #last: Promise<void> = Promise.resolve();
  #closed = false;
  #wake: () => void = () => {};

  constructor(log: Logger) {
    this.#log = log;
  }

  /** @param name what is done, for the log; no content */
  run(name: string, task: () => Promise<unknown>): void {
    this.#last = this.#last.then(() => this.#untilDone(name, task));
  }

  /**
   * Waits until all that is queued now is done, or has been given up.
   *
   * @throws StoreError where that takes longer than `limitMs`
   */
  async idle(limitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      const error = new StoreError(
        'locked',
        'What was to be stored before this waits for the disk.',
      );
      timer = setTimeout(() => reject(error), limitMs);
    });
    try {
      await Promise.race([this.#last, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Lets what is queued be tried once more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#last;
  }

  async #untilDone(name: string, task: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await task();
        return;
      } catch (error) {
        const passing = error instanceof StoreError && error.kind !== 'failed';
        if (!passing || this.#closed) {
          this.#log.error({ err: error }, `the store did not ${name}`);
          return;
        }
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, RETRY_MS);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}
