import type { UseTimelineStore } from '../../stores/timelineStore.ts';
import type { SessionApi } from '../data/SessionApi.ts';
import { ReplayClock } from './ReplayClock.ts';
import { ReplayRows } from './ReplayRows.ts';

/** What is drawn at each moment of the replay. */
export type ReplayPainter = (positionMs: number) => void;

/** What the controls show. */
export interface ReplayStatus {
  readonly playing: boolean;
  readonly speed: number;
}

/** React hears of the position this often while it plays; the stage is drawn at display rate. */
const TELL_MS = 50;

/** Runs the replay: its clock, its rows, and everything that is drawn from them. */
export class ReplayController {
  readonly rows: ReplayRows;
  readonly #clock: ReplayClock;
  readonly #useStore: UseTimelineStore;
  readonly #painters = new Set<ReplayPainter>();
  readonly #onStatus: (status: ReplayStatus) => void;
  #request = 0;
  #toldAtMs = 0;
  /** The position that came from here, as opposed to one that somebody chose. */
  #toldMs: number | null = null;

  constructor(
    api: SessionApi,
    useStore: UseTimelineStore,
    onStatus: (status: ReplayStatus) => void,
  ) {
    const { bounds } = useStore.getState();
    this.#useStore = useStore;
    this.#onStatus = onStatus;
    this.#clock = new ReplayClock(bounds);
    this.rows = new ReplayRows((range, signal) => api.replay(range, signal), bounds);
  }

  /** Begins to draw. @returns how to end it */
  run(): () => void {
    const step = (nowMs: number) => {
      this.#request = requestAnimationFrame(step);
      this.#draw(nowMs);
    };
    this.#request = requestAnimationFrame(step);
    return () => {
      cancelAnimationFrame(this.#request);
      this.rows.close();
    };
  }

  /** Draws with everything else from now on. @returns how to end it */
  attach(painter: ReplayPainter): () => void {
    this.#painters.add(painter);
    return () => this.#painters.delete(painter);
  }

  get speed(): number {
    return this.#clock.speed;
  }

  get playing(): boolean {
    return this.#clock.playing;
  }

  toggle(): void {
    const nowMs = performance.now();
    if (this.#clock.playing) this.#clock.pause(nowMs);
    else this.#clock.play(nowMs);
    this.#tellStatus();
  }

  setSpeed(speed: number): void {
    this.#clock.setSpeed(speed, performance.now());
    this.#tellStatus();
  }

  /** One recorded row back or on; playing stops for it. */
  step(direction: -1 | 1): void {
    const nowMs = performance.now();
    if (this.#clock.playing) this.#clock.pause(nowMs);
    const target = this.rows.stepFrom(this.#clock.positionAt(nowMs), direction);
    this.#tellStatus();
    if (target !== null) this.#useStore.getState().seek(target, true);
  }

  #draw(nowMs: number): void {
    const { positionMs, seek } = this.#useStore.getState();
    if (positionMs !== this.#toldMs) {
      this.#clock.seek(positionMs, nowMs);
      this.#toldMs = positionMs;
    }
    const position = this.#clock.positionAt(nowMs);
    // Once more after it was paused, as the last telling is a little behind.
    const due = this.#clock.playing ? nowMs - this.#toldAtMs >= TELL_MS : position !== positionMs;
    const ended = this.#clock.playing && this.#clock.hasEnded(nowMs);
    if (due || ended) {
      this.#toldAtMs = nowMs;
      seek(position);
      this.#toldMs = this.#useStore.getState().positionMs;
    }
    if (ended) {
      this.#clock.pause(nowMs);
      this.#tellStatus();
    }
    this.rows.want(position, this.#clock.playing ? this.#clock.speed : 0, nowMs);
    for (const paint of this.#painters) paint(position);
  }

  #tellStatus(): void {
    this.#onStatus({ playing: this.#clock.playing, speed: this.#clock.speed });
  }
}
