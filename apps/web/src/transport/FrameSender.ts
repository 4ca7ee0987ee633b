import type { FrameAck, FrameMeta } from '@emostream/protocol';

/** A picture of the source, taken at a moment of this page's clock. */
export interface CapturedFrame<Picture> {
  readonly picture: Picture;
  /** `performance.now()` at capture, in milliseconds. */
  readonly capturedAtMs: number;
}

export interface FrameSenderOptions<Picture> {
  /** Frames that may be unacknowledged at once. */
  readonly credits: number;
  /** Makes a JPEG of a picture, and frees it; null when it cannot. */
  readonly encode: (picture: Picture) => Promise<Uint8Array | null>;
  /** Frees a picture that is not sent. */
  readonly discard: (picture: Picture) => void;
  /** Sends a frame; resolves with its acknowledgement, rejects when the connection goes first. */
  readonly send: (meta: FrameMeta, jpeg: Uint8Array) => Promise<FrameAck>;
}

/**
 * Sends the newest picture whenever there is a credit for it. A picture is encoded only once it holds a
 * credit, one waits at most, and a newer one replaces it: nothing stale is ever encoded, sent or queued.
 */
export class FrameSender<Picture> {
  readonly #options: FrameSenderOptions<Picture>;
  #credits: number;
  #waiting: CapturedFrame<Picture> | null = null;
  #seq = 0;
  #stopped = false;

  constructor(options: FrameSenderOptions<Picture>) {
    this.#options = options;
    this.#credits = options.credits;
  }

  /** Whether a picture offered now would be encoded at once. */
  get hasCredit(): boolean {
    return this.#credits > 0;
  }

  offer(frame: CapturedFrame<Picture>): void {
    if (this.#stopped) {
      this.#options.discard(frame.picture);
      return;
    }
    if (this.#waiting) this.#options.discard(this.#waiting.picture);
    this.#waiting = frame;
    this.#next();
  }

  /** Sends nothing more, for good. */
  stop(): void {
    this.#stopped = true;
    if (this.#waiting) this.#options.discard(this.#waiting.picture);
    this.#waiting = null;
  }

  #next(): void {
    const frame = this.#waiting;
    if (!frame || this.#credits === 0) return;
    this.#waiting = null;
    this.#credits -= 1;
    void this.#send(frame).finally(() => {
      this.#credits += 1;
      this.#next();
    });
  }

  async #send({ picture, capturedAtMs }: CapturedFrame<Picture>): Promise<void> {
    const jpeg = await this.#options.encode(picture);
    if (!jpeg || this.#stopped) return;
    const meta = { seq: this.#seq, capturedAtMs };
    this.#seq += 1;
    try {
      await this.#options.send(meta, jpeg);
    } catch {
      // The connection is gone; whoever owns it makes a new sender for the next one.
    }
  }
}
