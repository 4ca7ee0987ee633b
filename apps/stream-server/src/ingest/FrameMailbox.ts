/** One slot: what is put replaces what was there. Stale frames are never queued. */
export class FrameMailbox<Frame> {
  #frame: Frame | null = null;

  /** Puts a frame in the slot and returns the one it replaced. */
  put(frame: Frame): Frame | null {
    const replaced = this.#frame;
    this.#frame = frame;
    return replaced;
  }

  /** Empties the slot. */
  take(): Frame | null {
    const frame = this.#frame;
    this.#frame = null;
    return frame;
  }
}
