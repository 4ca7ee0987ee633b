import type { OtherName } from './startContenders.ts';

/** What one contender did in one case. */
export interface BenchResult {
  readonly name: string;
  readonly fps: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Processor time a frame, of all threads of the process. */
  readonly cpuMs: number;
  /** The most memory the process held, in MB of 2^20 bytes. */
  readonly peakRssMb: number;
  /** Faces found a frame, to see that all did the same work. */
  readonly facesFound: number;
}

/** How much of what a plain look sees the live path sees, on the frames of the clip. */
export interface BenchRecall {
  /** Faces a frame that the live path found, of those that are there. */
  readonly emostream: number;
  /** The same of the tiny detector at 320 alone. */
  readonly plain320: number;
  /** Frames on which the live path found fewer than the plain detector. */
  readonly framesWorse: number;
  /** Boxes a frame in which there is no face. */
  readonly falseEmostream: number;
  readonly falsePlain320: number;
  /** Mean overlap of a box with that of the frame before, the face's movement taken off; null without faces. */
  readonly steadiness: number | null;
  readonly frames: number;
}

/** One number of faces at one frame size. */
export interface BenchCase {
  readonly faces: number;
  readonly width: number;
  readonly height: number;
  readonly results: readonly BenchResult[];
  /** Our frames a second over theirs; null where theirs does not run on this machine. */
  readonly ratios: Readonly<Record<OtherName, number | null>>;
  /** Mean time a frame of the bare native calls; null for an engine other than ONNX Runtime. */
  readonly floorMs: number | null;
  /** Our mean time a frame over the floor, less one. */
  readonly overhead: number | null;
  /** The same of the processor time, which other work on the machine disturbs less. */
  readonly cpuOverhead: number | null;
  readonly recall: BenchRecall;
}
