/** Steps back by less than this are jitter: time stands still until the frames have caught up. */
const JITTER_MS = 1000;

/**
 * Makes a time that never goes back of frames' times, whose clock starts anew when a publisher's page is
 * loaded again: at such a step no time passes.
 */
export class ForwardClock {
  #offsetMs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Takes in a frame's time and returns the forward time. */
  advance(nowMs: number): number {
    const forward = this.toForward(nowMs);
    this.#offsetMs = forward - nowMs;
    this.#lastMs = Math.max(this.#lastMs, forward);
    return this.#lastMs;
  }

  /** The forward time of a moment of the frames' clock. */
  toForward(nowMs: number): number {
    const forward = nowMs + this.#offsetMs;
    return this.#lastMs - forward > JITTER_MS ? this.#lastMs : forward;
  }

  /** The moment of the frames' clock, of a forward time. */
  toFrames(forwardMs: number): number {
    return forwardMs - this.#offsetMs;
  }
}
