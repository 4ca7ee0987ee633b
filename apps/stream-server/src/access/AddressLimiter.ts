const WINDOW_MS = 60_000;

/** Addresses kept at most; beyond it the oldest are forgotten. */
const MAX_ADDRESSES = 10_000;

/** Counts what an address does, so that none does more of it within a minute than is allowed. */
export class AddressLimiter {
  readonly #most: number;
  readonly #counts = new Map<string, { count: number; sinceMs: number }>();

  /** @param most how often within a minute */
  constructor(most: number) {
    this.#most = most;
  }

  /** Whether the address has done it as often as it may. */
  isOver(address: string, nowMs: number): boolean {
    const entry = this.#counts.get(address);
    return entry !== undefined && nowMs - entry.sinceMs < WINDOW_MS && entry.count >= this.#most;
  }

  count(address: string, nowMs: number): void {
    const entry = this.#counts.get(address);
    if (entry && nowMs - entry.sinceMs < WINDOW_MS) {
      entry.count += 1;
      return;
    }
    this.#counts.delete(address);
    this.#counts.set(address, { count: 1, sinceMs: nowMs });
    if (this.#counts.size <= MAX_ADDRESSES) return;
    const [oldest] = this.#counts.keys();
    if (oldest !== undefined) this.#counts.delete(oldest);
  }
}
