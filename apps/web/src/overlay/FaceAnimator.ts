import type { Box, Face, FrameResult } from '@emostream/protocol';

/** A face that is in the picture, with a number that it keeps while it is followed. */
export interface NumberedFace {
  readonly number: number;
  readonly face: Face;
}

/** A face as it is to be drawn at one moment. */
export interface DrawnFace extends NumberedFace {
  /** Fractions of the frame, unmirrored. */
  readonly box: Box;
  /** 0..1, for fading in and out. */
  readonly opacity: number;
}

interface Followed {
  readonly number: number;
  face: Face;
  /** When the last frame that showed it was captured, and how it moves, per millisecond. */
  seenAtMs: number;
  velocity: Box;
  /** What is on the screen. */
  shown: Box;
  opacity: number;
}

/** A box is carried on along its movement for at most this long after its frame was captured. */
const CARRY_MS = 300;
/** A face that the results have not shown for this long, by their own clock, is gone and fades. */
const HOLD_MS = 350;
/** Without any result for this long, every face is gone: the line is dead or far too slow. */
const SILENCE_MS = 1500;
/** Time constants of the glide towards the carried box, of a change of velocity, and of fading. */
const GLIDE_MS = 40;
const VELOCITY_MS = 120;
const FADE_MS = 90;
const INVISIBLE = 0.02;
/** After a pause, for example in a background tab, nothing is made up for. */
const LONGEST_STEP_MS = 100;
const STILL: Box = { x: 0, y: 0, width: 0, height: 0 };

/**
 * Turns results, which come late and a few times a second, into boxes that move at display rate. A result
 * speaks of the moment its frame was captured, so its box is carried on from there to the moment that the
 * video shows, along the movement of the last results, and what is drawn glides towards that.
 */
export class FaceAnimator {
  readonly #followed = new Map<number, Followed>();
  #drawnAtMs = 0;
  #newestResultMs = 0;

  /** Takes in a result; of a face that is known from a later frame it changes nothing. */
  update({ faces, capturedAtMs }: Pick<FrameResult, 'faces' | 'capturedAtMs'>): void {
    this.#newestResultMs = Math.max(this.#newestResultMs, capturedAtMs);
    for (const face of faces) {
      const known = this.#followed.get(face.trackId);
      if (known) {
        if (capturedAtMs > known.seenAtMs) see(known, face, capturedAtMs);
      } else {
        this.#followed.set(face.trackId, {
          number: this.#freeNumber(),
          face,
          seenAtMs: capturedAtMs,
          velocity: STILL,
          shown: face.box,
          opacity: 0,
        });
      }
    }
  }

  /**
   * The faces to draw over the video.
   *
   * @param atMs when the picture that the video shows was captured; it goes forward from call to call
   */
  draw(atMs: number): DrawnFace[] {
    const elapsedMs = Math.min(LONGEST_STEP_MS, Math.max(0, atMs - this.#drawnAtMs));
    this.#drawnAtMs = atMs;
    const drawn: DrawnFace[] = [];
    for (const [trackId, followed] of this.#followed) {
      const gone = this.#isGone(followed, atMs);
      move(followed, atMs, elapsedMs);
      followed.opacity += ((gone ? 0 : 1) - followed.opacity) * approach(elapsedMs, FADE_MS);
      const { number, face, shown: box, opacity } = followed;
      if (gone && opacity < INVISIBLE) this.#followed.delete(trackId);
      else drawn.push({ number, face, box, opacity });
    }
    return drawn;
  }

  /** The faces in the picture at a moment, by their numbers. A face missed for a moment stays. */
  present(atMs: number): NumberedFace[] {
    return [...this.#followed.values()]
      .filter((followed) => !this.#isGone(followed, atMs))
      .map(({ number, face }) => ({ number, face }))
      .sort((a, b) => a.number - b.number);
  }

  clear(): void {
    this.#followed.clear();
  }

  #isGone({ seenAtMs }: Followed, atMs: number): boolean {
    return this.#newestResultMs - seenAtMs > HOLD_MS || atMs - seenAtMs > SILENCE_MS;
  }

  #freeNumber(): number {
    const taken = new Set(Array.from(this.#followed.values(), ({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    return number;
  }
}

function see(known: Followed, face: Face, atMs: number): void {
  const elapsedMs = atMs - known.seenAtMs;
  const trust = approach(elapsedMs, VELOCITY_MS);
  known.velocity = mapBox((side) => {
    const measured = (face.box[side] - known.face.box[side]) / elapsedMs;
    return known.velocity[side] + (measured - known.velocity[side]) * trust;
  });
  known.face = face;
  known.seenAtMs = atMs;
}

function move(followed: Followed, atMs: number, elapsedMs: number): void {
  const { face, velocity, shown } = followed;
  // The glide lags behind a steady movement by its time constant, so it aims ahead by that.
  const aheadMs = Math.min(CARRY_MS, Math.max(0, atMs - followed.seenAtMs + GLIDE_MS));
  const glide = approach(elapsedMs, GLIDE_MS);
  followed.shown = mapBox((side) => {
    const target = face.box[side] + velocity[side] * aheadMs;
    return shown[side] + (target - shown[side]) * glide;
  });
}

/** The share of a distance that is covered in a time, at an exponential approach. */
function approach(elapsedMs: number, constantMs: number): number {
  return 1 - Math.exp(-elapsedMs / constantMs);
}

function mapBox(value: (side: keyof Box) => number): Box {
  return { x: value('x'), y: value('y'), width: value('width'), height: value('height') };
}
