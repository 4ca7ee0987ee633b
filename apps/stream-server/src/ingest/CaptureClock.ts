/** How fast two clocks may drift apart, in milliseconds a millisecond: a tenth of a second in an hour. */
const DRIFT = 0.0001 / 3.6;

/** A capture time that is off by more than this belongs to another clock: the page was loaded anew. */
const OTHER_CLOCK_MS = 30_000;

/**
 * Puts a publisher's capture times on the server's clock. The least delay between capture and arrival
 * seen so far is taken for the difference of the clocks, so every time is late by that least delay and no
 * more, and the spacing of the frames is that of their capture, not of their arrival.
 */
export class CaptureClock {
  #offsetMs = Number.POSITIVE_INFINITY;
  #receivedAtMs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /**
   * Call it with frames in the order of their arrival.
   *
   * @param capturedAtMs on any clock that runs forward
   * @param receivedAtMs milliseconds since the epoch
   * @returns milliseconds since the epoch, whole, and later than those returned before
   */
  toServerMs(capturedAtMs: number, receivedAtMs: number): number {
    const delayMs = receivedAtMs - capturedAtMs;
    const allowedMs = this.#offsetMs + DRIFT * (receivedAtMs - this.#receivedAtMs);
    const otherClock = Math.abs(delayMs - allowedMs) > OTHER_CLOCK_MS;
    this.#offsetMs = otherClock ? delayMs : Math.min(delayMs, allowedMs);
    this.#receivedAtMs = receivedAtMs;
    // Whatever the publisher sends, a row lies within what its own clock may be off by.
    const earliestMs = receivedAtMs - OTHER_CLOCK_MS;
    const atMs = Math.round(
      Math.min(receivedAtMs, Math.max(earliestMs, capturedAtMs + this.#offsetMs)),
    );
    this.#lastMs = Math.max(atMs, this.#lastMs + 1);
    return this.#lastMs;
  }
}
