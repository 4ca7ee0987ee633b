import type { Replay } from '@emostream/protocol';
import type { TimeRange } from '../data/TimeRange.ts';

/** One analyzed frame of one participant. */
export type ReplayRow = Replay['frames'][number];

/** Gets the rows of a range. Rejects when it cannot. */
export type FetchRows = (range: TimeRange, signal: AbortSignal) => Promise<Replay>;

/** The rows around a moment, of one participant; null where there is none near. */
export interface RowsAround {
  readonly before: ReplayRow | null;
  readonly after: ReplayRow | null;
}

/** The rows of a stretch of time, as far as they have come. */
interface Chunk {
  readonly state: 'loading' | 'failed' | 'loaded';
  readonly failedAtMs: number;
  /** All rows before this are there. */
  readonly untilMs: number;
  readonly rows: ReadonlyMap<string, readonly ReplayRow[]>;
}

/** Length of what is asked for at once. */
const CHUNK_MS = 20_000;
/** What plays within this time of the page's clock should be there already. */
const AHEAD_MS = 6_000;
const MOST_CHUNKS = 12;
const RETRY_MS = 3_000;

/** The recording's rows, loaded in chunks a little before they are played, and let go of behind. */
export class ReplayRows {
  readonly #fetchRows: FetchRows;
  readonly #bounds: TimeRange;
  readonly #chunks = new Map<number, Chunk>();
  readonly #abort = new AbortController();

  constructor(fetchRows: FetchRows, bounds: TimeRange) {
    this.#fetchRows = fetchRows;
    this.#bounds = bounds;
  }

  /** Sees to it that what plays at `atMs` and soon after is loaded; call it at every drawing. */
  want(atMs: number, speed: number, nowMs: number): void {
    const first = this.#indexOf(atMs);
    const last = this.#indexOf(Math.min(this.#bounds.toMs, atMs + speed * AHEAD_MS));
    for (let index = first; index <= last; index += 1) this.#load(index, nowMs);
    if (this.#chunks.size <= MOST_CHUNKS) return;
    const byDistance = [...this.#chunks.keys()].sort(
      (one, other) => Math.abs(other - first) - Math.abs(one - first),
    );
    for (const index of byDistance.slice(0, this.#chunks.size - MOST_CHUNKS)) {
      this.#chunks.delete(index);
    }
  }

  /** How it stands at a moment. */
  stateAt(atMs: number): Chunk['state'] {
    const chunk = this.#chunks.get(this.#indexOf(atMs));
    return chunk && atMs < chunk.untilMs ? 'loaded' : (chunk?.state ?? 'loading');
  }

  around(participantId: string, atMs: number): RowsAround {
    const index = this.#indexOf(atMs);
    const rows = this.#rowsOf(index, participantId);
    const next = firstAfter(rows, atMs);
    return {
      before: rows[next - 1] ?? this.#rowsOf(index - 1, participantId).at(-1) ?? null,
      after: rows[next] ?? this.#rowsOf(index + 1, participantId)[0] ?? null,
    };
  }

  /**
   * The nearest moment before (`-1`) or after (`1`) at which anybody has a row, of those loaded; null
   * where there is none.
   */
  stepFrom(atMs: number, direction: -1 | 1): number | null {
    const index = this.#indexOf(atMs);
    const times = [index - 1, index, index + 1].flatMap((near) => {
      const chunk = this.#chunks.get(near);
      if (!chunk) return [];
      return [...chunk.rows.values()].flatMap((rows) => rows.map((row) => row.atMs));
    });
    const onThatSide = times.filter((time) => (time - atMs) * direction > 0.5);
    if (onThatSide.length === 0) return null;
    return direction > 0 ? onThatSide.reduce(smaller) : onThatSide.reduce(larger);
  }

  close(): void {
    this.#abort.abort();
  }

  #indexOf(atMs: number): number {
    return Math.floor((atMs - this.#bounds.fromMs) / CHUNK_MS);
  }

  #rowsOf(index: number, participantId: string): readonly ReplayRow[] {
    return this.#chunks.get(index)?.rows.get(participantId) ?? [];
  }

  #load(index: number, nowMs: number): void {
    const known = this.#chunks.get(index);
    if (known && !(known.state === 'failed' && nowMs - known.failedAtMs > RETRY_MS)) return;
    const fromMs = this.#bounds.fromMs + index * CHUNK_MS;
    const fresh: Chunk = { state: 'loading', failedAtMs: 0, untilMs: fromMs, rows: new Map() };
    const loading: Chunk = { ...(known ?? fresh), state: 'loading' };
    this.#chunks.set(index, loading);
    void this.#fill(index, fromMs + CHUNK_MS, loading, nowMs);
  }

  /** Asks until the chunk is whole: an answer holds only so many rows, and says how far it reaches. */
  async #fill(index: number, toMs: number, begun: Chunk, nowMs: number): Promise<void> {
    let chunk = begun;
    // What was let go of in the meantime stays away.
    const replace = (by: Chunk): boolean => {
      if (this.#chunks.get(index) !== chunk) return false;
      this.#chunks.set(index, by);
      chunk = by;
      return true;
    };
    try {
      while (chunk.state === 'loading') {
        const asked = { fromMs: chunk.untilMs, toMs };
        const answer = await this.#fetchRows(asked, this.#abort.signal);
        if (answer.toMs <= asked.fromMs) throw new Error('The answer leads nowhere.');
        const untilMs = Math.min(toMs, answer.toMs);
        const rows = withRows(chunk.rows, answer.frames);
        const state = untilMs < toMs ? 'loading' : 'loaded';
        if (!replace({ ...chunk, state, untilMs, rows })) return;
      }
    } catch {
      replace({ ...chunk, state: 'failed', failedAtMs: nowMs });
    }
  }
}

/** The rows by participant and time, with those of later frames behind them. */
function withRows(
  known: ReadonlyMap<string, readonly ReplayRow[]>,
  frames: readonly ReplayRow[],
): Map<string, ReplayRow[]> {
  const rows = new Map<string, ReplayRow[]>();
  for (const [participantId, own] of known) rows.set(participantId, [...own]);
  for (const frame of frames) {
    const own = rows.get(frame.participantId);
    if (own) own.push(frame);
    else rows.set(frame.participantId, [frame]);
  }
  for (const own of rows.values()) own.sort((one, other) => one.atMs - other.atMs);
  return rows;
}

/** Index of the first row after a moment. */
function firstAfter(rows: readonly ReplayRow[], atMs: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function smaller(one: number, other: number): number {
  return Math.min(one, other);
}

function larger(one: number, other: number): number {
  return Math.max(one, other);
}
