import type { FrameResult } from '@emostream/protocol';

/** Somebody else's frame as it came. `taken` asks the server for the next one. */
export interface RelayedFrame {
  readonly result: FrameResult;
  readonly jpeg: Uint8Array;
  readonly taken: () => void;
}

export interface RelayedPlayerOptions<Picture> {
  /** Null where the JPEG cannot be decoded. */
  readonly decode: (jpeg: Uint8Array) => Promise<Picture | null>;
  /** Resolves when the screen is about to be drawn; not while the page is hidden. */
  readonly nextDrawing: () => Promise<void>;
  readonly show: (picture: Picture, result: FrameResult) => void;
  readonly release: (picture: Picture) => void;
}

/**
 * Shows one person's frames at the pace this page can take. One is decoded and drawn at a time; of those
 * that come meanwhile the newest waits. A frame is acknowledged when it has been drawn, or when a newer one
 * takes its place, so that a slow page, or one that is hidden, is sent less.
 */
export class RelayedPlayer<Picture> {
  readonly #options: RelayedPlayerOptions<Picture>;
  #waiting: RelayedFrame | null = null;
  #busy = false;
  #closed = false;

  constructor(options: RelayedPlayerOptions<Picture>) {
    this.#options = options;
  }

  /** Whether a frame is on its way to the screen. */
  get isBusy(): boolean {
    return this.#busy;
  }

  take(frame: RelayedFrame): void {
    if (this.#closed) {
      frame.taken();
      return;
    }
    this.#waiting?.taken();
    this.#waiting = frame;
    void this.#next();
  }

  /** Shows nothing more, and frees what waits. */
  close(): void {
    this.#closed = true;
    this.#waiting?.taken();
    this.#waiting = null;
  }

  async #next(): Promise<void> {
    const frame = this.#waiting;
    if (!frame || this.#busy) return;
    this.#waiting = null;
    this.#busy = true;
    await this.#play(frame);
    this.#busy = false;
    frame.taken();
    void this.#next();
  }

  async #play({ jpeg, result }: RelayedFrame): Promise<void> {
    const { decode, nextDrawing, show, release } = this.#options;
    const picture = await decode(jpeg);
    if (!picture) return;
    if (!this.#closed) await nextDrawing();
    if (!this.#closed) show(picture, result);
    release(picture);
  }
}
