import type { FrameAck, FrameMeta, FrameResult } from '@emostream/protocol';
import { CongestionController, type SendLimit, type SendSettings } from './CongestionController.ts';

/** A picture of the source, taken at a moment of this page's clock. */
export interface CapturedFrame<Picture> {
  readonly picture: Picture;
  /** `performance.now()` at capture, in milliseconds. */
  readonly capturedAtMs: number;
}

/** What is sent for now, and why not more. */
export interface Sending extends SendSettings {
  readonly limit: SendLimit;
  /** From the sending of a frame to its acknowledgement, smoothed; null before the first. */
  readonly roundTripMs: number | null;
}

export interface FrameSenderOptions<Picture> {
  /** Frames that may be unacknowledged at once. */
  readonly credits: number;
  /** `performance.now()` of the page. */
  readonly clock: () => number;
  /** Makes a JPEG of a picture, and frees it; null when it cannot. */
  readonly encode: (picture: Picture, settings: SendSettings) => Promise<Uint8Array | null>;
  /** Frees a picture that is not sent. */
  readonly discard: (picture: Picture) => void;
  /** Sends a frame; resolves with its acknowledgement, rejects when the connection goes first. */
  readonly send: (meta: FrameMeta, jpeg: Uint8Array) => Promise<FrameAck>;
}

/** A camera's pictures come this far apart, not quite evenly; one that is early by so much is taken. */
const PICTURE_MS = 1000 / 30;
const EARLY_MS = 8;
/** How fast the round-trip time follows what is measured. */
const ROUND_TRIP_WEIGHT = 0.25;

/**
 * Sends the newest picture whenever there is a credit for it and its time has come. A picture is encoded
 * only then, and one waits at most, for a credit, until a newer one replaces it: nothing stale is ever
 * encoded, sent or queued.
 */
export class FrameSender<Picture> {
  readonly #options: FrameSenderOptions<Picture>;
  readonly #controller = new CongestionController();
  #credits: number;
  #waiting: CapturedFrame<Picture> | null = null;
  #seq = 0;
  #dueAtMs = 0;
  #serverTime: { readonly seq: number; readonly ms: number } | null = null;
  #roundTripMs: number | null = null;
  #stopped = false;

  constructor(options: FrameSenderOptions<Picture>) {
    this.#options = options;
    this.#credits = options.credits;
  }

  /** Whether a picture offered now would be encoded at once. */
  get wantsPicture(): boolean {
    return this.#credits > 0 && this.#isDue;
  }

  get sending(): Sending {
    const { settings, limit } = this.#controller;
    return { ...settings, limit, roundTripMs: this.#roundTripMs };
  }

  offer(frame: CapturedFrame<Picture>): void {
    if (this.#stopped || !this.#isDue) {
      this.#options.discard(frame.picture);
      return;
    }
    if (this.#waiting) this.#options.discard(this.#waiting.picture);
    this.#waiting = frame;
    this.#next();
  }

  /** A result comes before its frame's acknowledgement. */
  onResult({ seq, timings }: Pick<FrameResult, 'seq' | 'timings'>): void {
    this.#serverTime = { seq, ms: timings.totalMs };
  }

  /** Sends nothing more, for good. */
  stop(): void {
    this.#stopped = true;
    if (this.#waiting) this.#options.discard(this.#waiting.picture);
    this.#waiting = null;
  }

  /** The credits of one round trip are spread over it: a frame right behind another would wait for it. */
  get #intervalMs(): number {
    const spreadMs = (this.#roundTripMs ?? 0) / this.#options.credits;
    return Math.max(1000 / this.#controller.settings.framesPerSecond, spreadMs);
  }

  get #isDue(): boolean {
    return this.#options.clock() >= this.#dueAtMs - EARLY_MS;
  }

  #next(): void {
    const frame = this.#waiting;
    if (!frame || this.#credits === 0) return;
    this.#waiting = null;
    this.#credits -= 1;
    const nowMs = this.#options.clock();
    // Pictures come at their own times, so the interval is kept on average; a pause is not made up for.
    this.#dueAtMs = Math.max(nowMs - PICTURE_MS, this.#dueAtMs) + this.#intervalMs;
    void this.#send(frame).finally(() => {
      this.#credits += 1;
      this.#next();
    });
  }

  async #send({ picture, capturedAtMs }: CapturedFrame<Picture>): Promise<void> {
    const { encode, send, clock } = this.#options;
    const jpeg = await encode(picture, this.#controller.settings);
    if (!jpeg || this.#stopped) return;
    const meta = { seq: this.#seq, capturedAtMs };
    this.#seq += 1;
    const sentAtMs = clock();
    try {
      this.#onAck(await send(meta, jpeg), meta.seq, sentAtMs, clock());
    } catch {
      // The connection is gone; whoever owns it makes a new sender for the next one.
    }
  }

  #onAck({ status }: FrameAck, seq: number, sentAtMs: number, nowMs: number): void {
    const roundTripMs = nowMs - sentAtMs;
    const known = this.#roundTripMs ?? roundTripMs;
    this.#roundTripMs = known + (roundTripMs - known) * ROUND_TRIP_WEIGHT;
    if (status === 'dropped') this.#controller.onDropped(sentAtMs, nowMs);
    if (status === 'analyzed' && this.#serverTime?.seq === seq) {
      this.#controller.onAnalyzed(sentAtMs, nowMs, this.#serverTime.ms);
    }
  }
}
