import { boxCoverage, boxOverlap } from '../boxOverlap.ts';
import type { FaceDetection, PixelBox } from '../FaceDetector.ts';

/** A face of the current frame and the track it belongs to. `index` is its place in the detections. */
export interface TrackedFace {
  readonly trackId: number;
  readonly index: number;
}

interface Track {
  readonly id: number;
  box: PixelBox;
  /** Movement of the centre a millisecond. */
  velocityX: number;
  velocityY: number;
  seenAtMs: number;
  /** Whether it was found often or surely enough to be shown. */
  confirmed: boolean;
}

/** A face that is not found keeps its track for this long. */
const KEEP_MS = 700;

/** A first detection below it could be a mistake: it is shown when the next frame finds it again. */
const SURE_SCORE = 0.7;

/** Similarity below which a detection is not taken for a track's face. */
const MIN_SIMILARITY = 0.15;

/** Share of the smaller box that the other covers, from which two detections are one face. */
const SAME_FACE = 0.6;

/** Share of the newly measured movement in a track's velocity. */
const VELOCITY_GAIN = 0.5;

/**
 * Follows the faces of one publisher from frame to frame and gives them ids that are never used again.
 * Boxes may be in any unit, as long as it stays the same and is as long across as down.
 */
export class FaceTracker {
  #tracks: Track[] = [];
  #nextId: number;

  /** @param firstId the id of the first track; ids count up */
  constructor(firstId = 0) {
    this.#nextId = firstId;
  }

  /** The id that the next new face will get. */
  get nextId(): number {
    return this.#nextId;
  }

  /** Where each followed face was last seen, those missed just now included. */
  get boxes(): PixelBox[] {
    return this.#tracks.map(({ box }) => box);
  }

  /** Ids of the followed faces. */
  get trackIds(): number[] {
    return this.#tracks.map(({ id }) => id);
  }

  /**
   * Assigns a frame's detections to tracks, the most similar pair first. Detections of a face that is
   * already assigned, and first ones that are not sure, are left out.
   *
   * @param nowMs the frame's time
   * @returns the faces to show, in the order of the detections
   */
  update(detections: readonly FaceDetection[], nowMs: number): TrackedFace[] {
    const tracks = this.#tracks.filter((track) => nowMs - track.seenAtMs <= KEEP_MS);
    const faces: TrackedFace[] = [];
    const matched = new Set<Track>();
    const taken: PixelBox[] = [];
    const unmatched = new Set(detections.keys());
    for (const { track, index } of rankedPairs(tracks, detections, nowMs)) {
      if (matched.has(track) || !unmatched.has(index)) continue;
      const { box } = detections[index] as FaceDetection;
      matched.add(track);
      unmatched.delete(index);
      taken.push(box);
      moveTo(track, box, nowMs);
      track.confirmed = true;
      faces.push({ trackId: track.id, index });
    }
    this.#tracks = tracks.filter((track) => track.confirmed || matched.has(track));
    for (const index of unmatched) {
      const { box, score } = detections[index] as FaceDetection;
      if (taken.some((other) => boxCoverage(other, box) > SAME_FACE)) continue;
      taken.push(box);
      const track = this.#start(box, score, nowMs);
      if (track.confirmed) faces.push({ trackId: track.id, index });
    }
    return faces.sort((a, b) => a.index - b.index);
  }

  #start(box: PixelBox, score: number, nowMs: number): Track {
    const confirmed = score >= SURE_SCORE;
    const track = {
      id: this.#nextId++,
      box,
      velocityX: 0,
      velocityY: 0,
      seenAtMs: nowMs,
      confirmed,
    };
    this.#tracks.push(track);
    return track;
  }
}

function rankedPairs(
  tracks: readonly Track[],
  detections: readonly FaceDetection[],
  nowMs: number,
): { track: Track; index: number; similarity: number }[] {
  return tracks
    .flatMap((track) => {
      const expected = expectedBox(track, nowMs);
      return detections.map(({ box }, index) => ({
        track,
        index,
        similarity: similarity(expected, box),
      }));
    })
    .filter((pair) => pair.similarity >= MIN_SIMILARITY)
    .sort((a, b) => b.similarity - a.similarity);
}

/** Overlap, or for boxes that moved too far to overlap, nearness in units of their size; 0..1. */
function similarity(a: PixelBox, b: PixelBox): number {
  const sizeA = Math.sqrt(a.width * a.height);
  const sizeB = Math.sqrt(b.width * b.height);
  if (Math.max(sizeA, sizeB) > 2 * Math.min(sizeA, sizeB)) return 0;
  const distance = Math.hypot(centreX(a) - centreX(b), centreY(a) - centreY(b));
  const nearness = 1 - distance / Math.max(sizeA, sizeB);
  return Math.max(boxOverlap(a, b), nearness / 2);
}

/** Where the track's face should be by now; after a pause it is expected where it was. */
function expectedBox(track: Track, nowMs: number): PixelBox {
  const elapsed = nowMs - track.seenAtMs;
  const ahead = elapsed > 0 && elapsed < KEEP_MS / 2 ? elapsed : 0;
  const { box, velocityX, velocityY } = track;
  return { ...box, x: box.x + velocityX * ahead, y: box.y + velocityY * ahead };
}

function moveTo(track: Track, box: PixelBox, nowMs: number): void {
  const elapsed = nowMs - track.seenAtMs;
  if (elapsed > 0) {
    const x = (centreX(box) - centreX(track.box)) / elapsed;
    const y = (centreY(box) - centreY(track.box)) / elapsed;
    track.velocityX += VELOCITY_GAIN * (x - track.velocityX);
    track.velocityY += VELOCITY_GAIN * (y - track.velocityY);
  }
  track.box = box;
  track.seenAtMs = nowMs;
}

function centreX(box: PixelBox): number {
  return box.x + box.width / 2;
}

function centreY(box: PixelBox): number {
  return box.y + box.height / 2;
}
