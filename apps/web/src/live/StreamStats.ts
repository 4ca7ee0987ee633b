import type { LiveStats } from '../stores/liveStore.ts';

const WINDOW_MS = 3000;

interface Arrival {
  readonly atMs: number;
  readonly latencyMs: number;
}

/** Frames a second and the median latency over the last seconds. */
export class StreamStats {
  #arrivals: Arrival[] = [];

  /** @param capturedAtMs and @param nowMs on one clock, in milliseconds */
  add(capturedAtMs: number, nowMs: number): void {
    this.#arrivals.push({ atMs: nowMs, latencyMs: nowMs - capturedAtMs });
    this.#forget(nowMs);
  }

  read(nowMs: number): LiveStats {
    this.#forget(nowMs);
    const latencies = this.#arrivals.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
    const first = this.#arrivals[0];
    const spanMs = first ? Math.max(500, nowMs - first.atMs) : WINDOW_MS;
    return {
      framesPerSecond: (1000 * latencies.length) / spanMs,
      latencyMs: latencies[Math.floor(latencies.length / 2)] ?? null,
    };
  }

  clear(): void {
    this.#arrivals = [];
  }

  #forget(nowMs: number): void {
    this.#arrivals = this.#arrivals.filter(({ atMs }) => nowMs - atMs <= WINDOW_MS);
  }
}
