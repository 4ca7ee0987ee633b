import { boxCoverage } from '../boxOverlap.ts';
import type { FaceDetection, PixelBox } from '../FaceDetector.ts';
import { assignTracks } from './assignTracks.ts';
import { FaceTrack } from './FaceTrack.ts';

/** A face of the current frame and the track it belongs to. `index` is its place in the detections. */
export interface TrackedFace {
  readonly trackId: number;
  readonly index: number;
}

/** A face that is followed. */
export interface FollowedFace {
  /** Where it should be in the next frame. */
  readonly box: PixelBox;
  /** Whether it was found in the last one. */
  readonly wasFound: boolean;
}

/** A face that is not found keeps its track for this long, or for so many frames of the usual distance. */
const KEEP_MS = 700;
const KEEP_FRAMES = 3;

/** Where frames are rarer still than this allows for, nothing says that it is the same face. */
export const LONGEST_KEEP_MS = 5000;

/** Share of the latest distance of two frames in the running mean: a pause counts little, a new rate soon. */
const INTERVAL_GAIN = 0.2;

/** A first detection below it could be a mistake: it is shown when the next frame finds it again. */
const SURE_SCORE = 0.7;

/** Similarity below which a detection is not taken for a track's face. */
const MIN_SIMILARITY = 0.15;

/** Share of the smaller box that the other covers, from which two detections are one face. */
const SAME_FACE = 0.6;

/**
 * Follows the faces of one publisher from frame to frame and gives them ids that are never used again.
 * Each face is expected where its movement takes it, and all faces are assigned together, so that two
 * that cross, or one that is hidden for a moment, keep their ids. Boxes may be in any unit, as long as
 * it stays the same and is as long across as down.
 */
export class FaceTracker {
  #tracks: FaceTrack[] = [];
  #nextId: number;
  /** Of the last frame; null before the first. */
  #lastMs: number | null = null;
  /** Running mean of the time between frames; null before the second. */
  #intervalMs: number | null = null;

  /** @param firstId the id of the first track; ids count up */
  constructor(firstId = 0) {
    this.#nextId = firstId;
  }

  /** The id that the next new face will get. */
  get nextId(): number {
    return this.#nextId;
  }

  /** The followed faces, as far as is known before the next frame. */
  get followed(): FollowedFace[] {
    const lastMs = this.#lastMs ?? 0;
    const nextMs = lastMs + (this.#intervalMs ?? 0);
    return this.#tracks.map((track) => ({
      box: track.expectedBox(nextMs),
      wasFound: track.hiddenMs(lastMs) === 0,
    }));
  }

  /** Ids of the followed faces. */
  get trackIds(): number[] {
    return this.#tracks.map(({ id }) => id);
  }

  /**
   * Assigns a frame's detections to tracks. Further detections of a face that is already assigned, and
   * first ones that are not sure, are left out.
   *
   * @param nowMs the frame's time; it should not go back for long (`ForwardClock` sees to that)
   * @returns the faces to show, in the order of the detections
   */
  update(detections: readonly FaceDetection[], nowMs: number): TrackedFace[] {
    const keepMs = this.#keepMsAt(nowMs);
    this.#lastMs = nowMs;
    const tracks = this.#tracks.filter((track) => track.hiddenMs(nowMs) <= keepMs);
    const faces: TrackedFace[] = [];
    const found = new Set<FaceTrack>();
    const unmatched = new Set(detections.keys());
    const taken: PixelBox[] = [];
    const similarities = tracks.map((track) =>
      detections.map(({ box }) => track.similarityTo(box, nowMs, keepMs)),
    );
    for (const [row, index] of assignTracks(similarities, MIN_SIMILARITY)) {
      const track = tracks[row] as FaceTrack;
      const { box } = detections[index] as FaceDetection;
      track.moveTo(box, nowMs);
      track.confirmed = true;
      found.add(track);
      unmatched.delete(index);
      taken.push(box);
      faces.push({ trackId: track.id, index });
    }
    this.#tracks = tracks.filter((track) => track.confirmed || found.has(track));
    for (const index of unmatched) {
      const { box, score } = detections[index] as FaceDetection;
      if (taken.some((other) => boxCoverage(other, box) > SAME_FACE)) continue;
      taken.push(box);
      const track = new FaceTrack(this.#nextId++, box, score >= SURE_SCORE, nowMs);
      this.#tracks.push(track);
      if (track.confirmed) faces.push({ trackId: track.id, index });
    }
    return faces.sort((a, b) => a.index - b.index);
  }

  /** Takes in the time of a frame, and returns for how long a face may be hidden in it. */
  #keepMsAt(nowMs: number): number {
    const passedMs = this.#lastMs === null ? 0 : nowMs - this.#lastMs;
    if (passedMs > 0) {
      // A pause of minutes says no more of the rate than one of seconds.
      const intervalMs = Math.min(passedMs, LONGEST_KEEP_MS / KEEP_FRAMES);
      const before = this.#intervalMs ?? intervalMs;
      this.#intervalMs = before + INTERVAL_GAIN * (intervalMs - before);
    }
    return Math.min(LONGEST_KEEP_MS, Math.max(KEEP_MS, KEEP_FRAMES * (this.#intervalMs ?? 0)));
  }
}
