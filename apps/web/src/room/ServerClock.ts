/** The server's clock as this page knows it: the moments that results and the roster name are on it. */
export class ServerClock {
  #aheadMs: number;

  /** Until the server has told its time, this machine's is taken for it. */
  constructor(nowMs: number, epochMs: number) {
    this.#aheadMs = epochMs - nowMs;
  }

  /** @param serverMs what the server's clock showed at `nowMs` of the page's */
  set(serverMs: number, nowMs: number): void {
    this.#aheadMs = serverMs - nowMs;
  }

  /** Milliseconds since the epoch. */
  at(nowMs: number): number {
    return nowMs + this.#aheadMs;
  }
}

/** Whole seconds to count down until a moment: 5, 4, … 1, and 0 from then on. */
export function secondsUntil(untilMs: number, serverNowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - serverNowMs) / 1000));
}
