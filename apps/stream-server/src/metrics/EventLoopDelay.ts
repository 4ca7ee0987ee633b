/** How often the delay is measured. Milliseconds. */
const INTERVAL_MS = 10;

/**
 * Measures by how much timers of this thread are late, for as long as it runs: what a message that arrives
 * has to wait for, at most, before it is read. Node's own `monitorEventLoopDelay` gives quantiles since
 * they were last read, which two readers would take from each other; counts in buckets can be read by any
 * number.
 */
export class EventLoopDelay {
  readonly #observe: (delayMs: number) => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(observe: (delayMs: number) => void) {
    this.#observe = observe;
    this.#next();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #next(): void {
    const dueMs = performance.now() + INTERVAL_MS;
    this.#timer = setTimeout(() => {
      this.#observe(Math.max(0, performance.now() - dueMs));
      this.#next();
    }, INTERVAL_MS).unref();
  }
}
