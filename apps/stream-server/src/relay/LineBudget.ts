/** How long what is under way may wait for the line, above what it takes over an empty one. Milliseconds. */
const WAIT_MS = 150;
/** What goes out before anything is known of the line. Bytes. */
const FIRST_BYTES = 64 * 1024;
/** The best rate seen counts for less by e within this. Milliseconds. */
const RATE_FADES_MS = 2000;
/** The least round trip is found anew after this, as lines change. Milliseconds. */
const LEAST_LASTS_MS = 10_000;

/** What is not taken within this does not count any more: a receiver that never takes it gets the rest. */
const LOST_AFTER_MS = 10_000;

/** Something that was sent, until it is taken. */
export interface Sent {
  readonly bytes: number;
  readonly atMs: number;
  /** What had been taken before it. */
  readonly takenBytes: number;
  /** Whether nothing else was under way. */
  readonly alone: boolean;
}

/**
 * How much may be under way to a receiver, so that what comes is fresh: what its line carries in the time that
 * a frame takes over the empty line, and a little more, so that the line does not fall idle. Both are
 * measured as BBR does (N. Cardwell and others, ACM Queue 14, 2016): the rate is the best that
 * acknowledgements have shown lately; the time is the least round trip, for which one frame goes alone now
 * and then. A receiver that draws slowly counts as a slow line.
 */
export class LineBudget {
  /** In the order in which it was sent. */
  readonly #underWay = new Set<Sent>();
  #underWayBytes = 0;
  #takenBytes = 0;
  /** Bytes a millisecond, and when that was seen; null before the first acknowledgement. */
  #rate: { readonly best: number; readonly atMs: number } | null = null;
  #least = { ms: Number.POSITIVE_INFINITY, atMs: Number.NEGATIVE_INFINITY };

  /** Whether one more frame may go out. The last one may be larger than what is left. */
  hasRoom(nowMs: number): boolean {
    for (const sent of this.#underWay) {
      if (nowMs - sent.atMs <= LOST_AFTER_MS) break;
      this.#remove(sent);
    }
    if (this.#underWayBytes === 0) return true;
    if (!this.#rate) return this.#underWayBytes < FIRST_BYTES;
    if (nowMs - this.#least.atMs > LEAST_LASTS_MS) return false;
    return this.#underWayBytes < this.#rate.best * (this.#least.ms + WAIT_MS);
  }

  send(bytes: number, nowMs: number): Sent {
    const alone = this.#underWayBytes === 0;
    const sent = { bytes, atMs: nowMs, takenBytes: this.#takenBytes, alone };
    this.#underWay.add(sent);
    this.#underWayBytes += bytes;
    return sent;
  }

  take(sent: Sent, nowMs: number): void {
    if (!this.#underWay.has(sent)) return;
    this.#remove(sent);
    this.#takenBytes += sent.bytes;
    const ms = Math.max(1, nowMs - sent.atMs);
    const rate = (this.#takenBytes - sent.takenBytes) / ms;
    const fade = Math.exp(-Math.max(0, nowMs - (this.#rate?.atMs ?? nowMs)) / RATE_FADES_MS);
    this.#rate = { best: Math.max(rate, (this.#rate?.best ?? 0) * fade), atMs: nowMs };
    const isOver = sent.alone && nowMs - this.#least.atMs > LEAST_LASTS_MS;
    if (isOver || ms <= this.#least.ms) this.#least = { ms, atMs: nowMs };
  }

  #remove(sent: Sent): void {
    this.#underWay.delete(sent);
    this.#underWayBytes -= sent.bytes;
  }
}
