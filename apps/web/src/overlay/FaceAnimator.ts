import type { Box, Face, FrameResult } from '@emostream/protocol';

/** A face as it is to be drawn at one moment. */
export interface DrawnFace {
  readonly face: Face;
  /** Fractions of the frame, unmirrored. */
  readonly box: Box;
  /** 0..1, for fading in and out. */
  readonly opacity: number;
}

interface Followed {
  face: Face;
  /** Where the last result saw it, when that frame was captured, and how it moved, per millisecond. */
  seen: Box;
  seenAtMs: number;
  velocity: Box;
  /** What is on the screen. */
  shown: Box;
  opacity: number;
}

/** A box is carried on along its movement for at most this long after its frame was captured. */
const CARRY_MS = 200;
/** A face that no result has shown for this long fades. */
const HOLD_MS = 350;
/** Time constants of the glide towards the carried box, of a change of velocity, and of fading. */
const GLIDE_MS = 45;
const VELOCITY_MS = 120;
const FADE_MS = 90;
const STILL: Box = { x: 0, y: 0, width: 0, height: 0 };
const SIDES = ['x', 'y', 'width', 'height'] as const;

/**
 * Turns results, which come late and a few times a second, into boxes that move at display rate. A result
 * speaks of the moment its frame was captured, so its box is carried on from there to now along the
 * movement of the last results, and what is shown glides towards that. Time is the page's clock.
 */
export class FaceAnimator {
  readonly #followed = new Map<number, Followed>();
  #drawnAtMs = 0;

  /** Takes in a result; results older than what is known of a face are ignored. */
  update(result: Pick<FrameResult, 'faces' | 'capturedAtMs'>): void {
    for (const face of result.faces) {
      const known = this.#followed.get(face.trackId);
      if (!known) {
        this.#followed.set(face.trackId, {
          face,
          seen: face.box,
          seenAtMs: result.capturedAtMs,
          velocity: STILL,
          shown: face.box,
          opacity: 0,
        });
      } else if (result.capturedAtMs > known.seenAtMs) {
        see(known, face, result.capturedAtMs);
      }
    }
  }

  /** The faces to draw at a moment; it goes forward from call to call. */
  draw(nowMs: number): DrawnFace[] {
    const elapsedMs = Math.min(100, Math.max(0, nowMs - this.#drawnAtMs));
    this.#drawnAtMs = nowMs;
    const drawn: DrawnFace[] = [];
    for (const [trackId, followed] of this.#followed) {
      advance(followed, nowMs, elapsedMs);
      if (followed.opacity < 0.02 && nowMs - followed.seenAtMs > HOLD_MS) {
        this.#followed.delete(trackId);
      } else {
        drawn.push({ face: followed.face, box: followed.shown, opacity: followed.opacity });
      }
    }
    return drawn;
  }

  clear(): void {
    this.#followed.clear();
  }
}

function see(known: Followed, face: Face, atMs: number): void {
  const elapsedMs = atMs - known.seenAtMs;
  const measured = mapBox((side) => (face.box[side] - known.seen[side]) / elapsedMs);
  const trust = approach(elapsedMs, VELOCITY_MS);
  known.velocity = mapBox(
    (side) => known.velocity[side] + (measured[side] - known.velocity[side]) * trust,
  );
  known.face = face;
  known.seen = face.box;
  known.seenAtMs = atMs;
}

function advance(followed: Followed, nowMs: number, elapsedMs: number): void {
  const age = nowMs - followed.seenAtMs;
  const carriedMs = Math.min(CARRY_MS, Math.max(0, age));
  const glide = approach(elapsedMs, GLIDE_MS);
  followed.shown = mapBox((side) => {
    const target = followed.seen[side] + followed.velocity[side] * carriedMs;
    return followed.shown[side] + (target - followed.shown[side]) * glide;
  });
  const visible = age <= HOLD_MS ? 1 : 0;
  followed.opacity += (visible - followed.opacity) * approach(elapsedMs, FADE_MS);
}

/** The share of a distance that is covered in a time, at an exponential approach. */
function approach(elapsedMs: number, constantMs: number): number {
  return 1 - Math.exp(-elapsedMs / constantMs);
}

function mapBox(value: (side: (typeof SIDES)[number]) => number): Box {
  return { x: value('x'), y: value('y'), width: value('width'), height: value('height') };
}
