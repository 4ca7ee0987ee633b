import type { FrameResult } from '@emostream/protocol';
import type { LiveStats } from '../stores/liveStore.ts';

const WINDOW_MS = 3000;

interface Arrival {
  readonly atMs: number;
  readonly latencyMs: number;
}

/** Frames a second and the median latency over the last seconds, and the size of the last picture. */
export class StreamStats {
  #arrivals: Arrival[] = [];
  #size: LiveStats['size'] = null;

  /** @param nowMs on the clock that says when the frame was captured */
  add({ capturedAtMs, width, height }: ArrivedResult, nowMs: number): void {
    this.#arrivals.push({ atMs: nowMs, latencyMs: nowMs - capturedAtMs });
    if (this.#size?.width !== width || this.#size.height !== height) this.#size = { width, height };
    this.#forget(nowMs);
  }

  read(nowMs: number): Omit<LiveStats, 'sending'> {
    this.#forget(nowMs);
    const latencies = this.#arrivals.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
    const first = this.#arrivals[0];
    const spanMs = first ? Math.max(500, nowMs - first.atMs) : WINDOW_MS;
    return {
      framesPerSecond: (1000 * latencies.length) / spanMs,
      latencyMs: latencies[Math.floor(latencies.length / 2)] ?? null,
      size: this.#size,
    };
  }

  clear(): void {
    this.#arrivals = [];
    this.#size = null;
  }

  #forget(nowMs: number): void {
    this.#arrivals = this.#arrivals.filter(({ atMs }) => nowMs - atMs <= WINDOW_MS);
  }
}

type ArrivedResult = Pick<FrameResult, 'capturedAtMs' | 'width' | 'height'>;
