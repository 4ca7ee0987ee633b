import { boxOverlap } from '../boxOverlap.ts';
import type { PixelBox } from '../FaceDetector.ts';

/**
 * Share of the newly measured movement in a track's velocity. The boxes jitter by a few per cent of
 * their size.
 */
const VELOCITY_GAIN = 0.5;

/** A face that is not found is expected to move on, slower and slower, with this time constant. */
const COAST_MS = 400;

/** What a track's similarity loses for each millisecond that its face was not found. */
const LOSS_A_MS = 0.0004;

/** One face as it is followed from frame to frame. */
export class FaceTrack {
  readonly id: number;
  /** Whether it was found often or surely enough to be shown. */
  confirmed: boolean;
  #box: PixelBox;
  #seenAtMs: number;
  /** Movement of the centre a millisecond. */
  #velocityX = 0;
  #velocityY = 0;

  constructor(id: number, box: PixelBox, confirmed: boolean, nowMs: number) {
    this.id = id;
    this.confirmed = confirmed;
    this.#box = box;
    this.#seenAtMs = nowMs;
  }

  /** How long the face has not been found, in milliseconds. */
  hiddenMs(nowMs: number): number {
    return Math.max(0, nowMs - this.#seenAtMs);
  }

  /** Where the face should be by now: it moves on from where it was last seen, slower and slower. */
  expectedBox(nowMs: number): PixelBox {
    const moved = COAST_MS * (1 - Math.exp(-this.hiddenMs(nowMs) / COAST_MS));
    const { x, y, width, height } = this.#box;
    return { x: x + this.#velocityX * moved, y: y + this.#velocityY * moved, width, height };
  }

  /**
   * How well a box fits, 0..1: the overlap with the expected one or, for a face that moved too far to
   * overlap, nearness in units of its size. Of two faces where one is expected, that which was seen just
   * now fits better than one that is hidden behind it.
   */
  similarityTo(box: PixelBox, nowMs: number): number {
    const expected = this.expectedBox(nowMs);
    const ownSize = Math.sqrt(expected.width * expected.height);
    const size = Math.sqrt(box.width * box.height);
    if (Math.max(ownSize, size) > 2 * Math.min(ownSize, size)) return 0;
    const across = centreX(expected) - centreX(box);
    const down = centreY(expected) - centreY(box);
    const nearness = 1 - Math.hypot(across, down) / Math.max(ownSize, size);
    const fit = Math.max(boxOverlap(expected, box), nearness / 2);
    return fit * Math.max(0, 1 - LOSS_A_MS * this.hiddenMs(nowMs));
  }

  /** Takes in where the face was found. */
  moveTo(box: PixelBox, nowMs: number): void {
    const elapsed = nowMs - this.#seenAtMs;
    if (elapsed > 0) {
      const x = (centreX(box) - centreX(this.#box)) / elapsed;
      const y = (centreY(box) - centreY(this.#box)) / elapsed;
      this.#velocityX += VELOCITY_GAIN * (x - this.#velocityX);
      this.#velocityY += VELOCITY_GAIN * (y - this.#velocityY);
    }
    this.#box = box;
    this.#seenAtMs = nowMs;
  }
}

function centreX(box: PixelBox): number {
  return box.x + box.width / 2;
}

function centreY(box: PixelBox): number {
  return box.y + box.height / 2;
}
