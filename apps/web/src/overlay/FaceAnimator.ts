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
  /** For how long it has been carried on since the last picture that showed it, in milliseconds. */
  readonly ageMs: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box by its centre, as movement and size are smoothed each in its way. */
interface Place extends Point {
  readonly width: number;
  readonly height: number;
}

interface Followed {
  readonly number: number;
  face: Face;
  /** When the last frame that showed it was captured. */
  seenAtMs: number;
  /** Where it was then, less the detector's jitter, and how its centre moves, per millisecond. */
  place: Place;
  velocity: Point;
  /** What is on the screen. */
  shown: Place;
  opacity: number;
}

/** A box is carried on along its movement for at most this long after its frame was captured. */
const CARRY_MS = 300;
/** A face that the results have not shown for this long, by their own clock, is gone and fades. */
const HOLD_MS = 350;
/** Without any result for this long, every face is gone: the line is dead or far too slow. */
const SILENCE_MS = 1500;
/** Time constants: of following what is seen, of changes of size, of the glide on the screen, of fading. */
const FOLLOW_MS = 70;
const SIZE_MS = 160;
const GLIDE_MS = 35;
const FADE_MS = 90;
const INVISIBLE = 0.02;
/** After a pause, for example in a background tab, nothing is made up for. */
const LONGEST_STEP_MS = 100;
const STILL: Point = { x: 0, y: 0 };

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
          place: placeOf(face.box),
          velocity: STILL,
          shown: placeOf(face.box),
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
      const { number, face, shown, opacity } = followed;
      if (gone && opacity < INVISIBLE) this.#followed.delete(trackId);
      else {
        const ageMs = atMs - followed.seenAtMs;
        drawn.push({ number, face, box: boxOf(shown), opacity, ageMs });
      }
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

/**
 * The centre goes through a critically damped g-h filter, which has no lag behind a steady movement (Eli
 * Brookner, Tracking and Kalman Filtering Made Easy, 1998, 1.2.6); the size is averaged.
 */
function see(known: Followed, face: Face, atMs: number): void {
  const elapsedMs = atMs - known.seenAtMs;
  const fading = 1 - approach(elapsedMs, FOLLOW_MS);
  const size = approach(elapsedMs, SIZE_MS);
  const { place, velocity } = known;
  const seen = placeOf(face.box);
  const missX = seen.x - (place.x + velocity.x * elapsedMs);
  const missY = seen.y - (place.y + velocity.y * elapsedMs);
  const gain = fading ** 2;
  const turn = (1 - fading) ** 2 / elapsedMs;
  known.place = {
    x: seen.x - missX * gain,
    y: seen.y - missY * gain,
    width: between(place.width, seen.width, size),
    height: between(place.height, seen.height, size),
  };
  known.velocity = { x: velocity.x + missX * turn, y: velocity.y + missY * turn };
  known.face = face;
  known.seenAtMs = atMs;
}

function move(followed: Followed, atMs: number, elapsedMs: number): void {
  const { place, velocity, shown } = followed;
  // The glide lags behind a steady movement by its time constant, so it aims ahead by that.
  const aheadMs = Math.min(CARRY_MS, Math.max(0, atMs - followed.seenAtMs + GLIDE_MS));
  const glide = approach(elapsedMs, GLIDE_MS);
  followed.shown = {
    x: between(shown.x, place.x + velocity.x * aheadMs, glide),
    y: between(shown.y, place.y + velocity.y * aheadMs, glide),
    width: between(shown.width, place.width, glide),
    height: between(shown.height, place.height, glide),
  };
}

/** The share of a distance that is covered in a time, at an exponential approach. */
function approach(elapsedMs: number, constantMs: number): number {
  return 1 - Math.exp(-elapsedMs / constantMs);
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function placeOf({ x, y, width, height }: Box): Place {
  return { x: x + width / 2, y: y + height / 2, width, height };
}

function boxOf({ x, y, width, height }: Place): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
