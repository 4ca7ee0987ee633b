const WINDOW_MS = 60_000;

/** Wrong codes, keys and tokens that one address may send within a minute. */
const MAX_GUESSES = 30;

/** Addresses kept at most; beyond it the oldest are forgotten. */
const MAX_ADDRESSES = 10_000;

/** Slows down whoever tries codes and keys: right ones cost nothing, wrong ones are counted an address. */
export class GuessLimiter {
  readonly #wrong = new Map<string, { count: number; sinceMs: number }>();

  isBlocked(address: string, nowMs: number): boolean {
    const entry = this.#wrong.get(address);
    return entry !== undefined && nowMs - entry.sinceMs < WINDOW_MS && entry.count >= MAX_GUESSES;
  }

  countWrong(address: string, nowMs: number): void {
    const entry = this.#wrong.get(address);
    if (entry && nowMs - entry.sinceMs < WINDOW_MS) {
      entry.count += 1;
      return;
    }
    this.#wrong.delete(address);
    this.#wrong.set(address, { count: 1, sinceMs: nowMs });
    if (this.#wrong.size <= MAX_ADDRESSES) return;
    const [oldest] = this.#wrong.keys();
    if (oldest !== undefined) this.#wrong.delete(oldest);
  }
}
