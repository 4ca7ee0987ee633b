import type { TimeRange } from '../data/TimeRange.ts';

/** Speeds that can be chosen, as multiples of real time. */
export const REPLAY_SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;

/** Where the replay stands: it runs with the page's clock, by a speed, and stops at the end. */
export class ReplayClock {
  readonly #bounds: TimeRange;
  #anchorMs: number;
  /** When it stood at the anchor; null while it is paused. */
  #startedAtMs: number | null = null;
  #speed = 1;

  constructor(bounds: TimeRange) {
    this.#bounds = bounds;
    this.#anchorMs = bounds.fromMs;
  }

  get playing(): boolean {
    return this.#startedAtMs !== null;
  }

  get speed(): number {
    return this.#speed;
  }

  /** @param nowMs the page's clock, here and below */
  positionAt(nowMs: number): number {
    const ran = this.#startedAtMs === null ? 0 : (nowMs - this.#startedAtMs) * this.#speed;
    return Math.min(this.#bounds.toMs, this.#anchorMs + Math.max(0, ran));
  }

  /** From the end it begins again. */
  play(nowMs: number): void {
    if (this.playing) return;
    if (this.#anchorMs >= this.#bounds.toMs) this.#anchorMs = this.#bounds.fromMs;
    this.#startedAtMs = nowMs;
  }

  pause(nowMs: number): void {
    this.#anchorMs = this.positionAt(nowMs);
    this.#startedAtMs = null;
  }

  seek(positionMs: number, nowMs: number): void {
    this.#anchorMs = Math.max(this.#bounds.fromMs, Math.min(this.#bounds.toMs, positionMs));
    if (this.playing) this.#startedAtMs = nowMs;
  }

  setSpeed(speed: number, nowMs: number): void {
    this.seek(this.positionAt(nowMs), nowMs);
    this.#speed = speed;
  }

  hasEnded(nowMs: number): boolean {
    return this.positionAt(nowMs) >= this.#bounds.toMs;
  }
}
