import { CROP_SIZE } from '@emostream/classifier';
import type { FaceDetection } from '../FaceDetector.ts';
import type { FaceLandmarker } from '../FaceLandmarker.ts';
import { cropLuma } from './cropLuma.ts';
import { cropSharpness } from './cropSharpness.ts';
import type { FaceMeasures } from './FaceMeasures.ts';
import { faceYaw } from './faceYaw.ts';

/**
 * Landmarks cost 0.6 ms a face (ONNX Runtime, one thread), so that they are found in the largest faces
 * of a frame only.
 */
const MAX_LANDMARKS = 4;

/** Measures how well the faces of a picture can be read, on what the classifier sees of them. */
export class FaceMeter {
  readonly #landmarker: FaceLandmarker;

  constructor(landmarker: FaceLandmarker) {
    this.#landmarker = landmarker;
  }

  /**
   * @param crops the classifier's crops of the faces, one after the other
   * @param withYaw whether landmarks are found at all
   */
  async measure(
    faces: readonly FaceDetection[],
    crops: Float32Array,
    withYaw: boolean,
  ): Promise<FaceMeasures[]> {
    const measures: FaceMeasures[] = [];
    const smallest = withYaw ? smallestLandmarked(faces) : Infinity;
    for (const [index, { box }] of faces.entries()) {
      const offset = index * CROP_SIZE;
      const luma = cropLuma(crops, offset);
      const sharpness = cropSharpness(crops, offset, luma);
      const sidePx = Math.min(box.width, box.height);
      const yaw = sidePx < smallest ? null : await this.#yaw(crops, offset);
      measures.push({ sidePx, luma, sharpness, yaw });
    }
    return measures;
  }

  async #yaw(crops: Float32Array, offset: number): Promise<number> {
    const face = crops.subarray(offset, offset + CROP_SIZE);
    return faceYaw(await this.#landmarker.locate(face));
  }
}

/** Shorter side of the smallest face whose landmarks are found. */
function smallestLandmarked(faces: readonly FaceDetection[]): number {
  if (faces.length <= MAX_LANDMARKS) return 0;
  const sides = faces.map(({ box }) => Math.min(box.width, box.height)).sort((a, b) => b - a);
  return sides[MAX_LANDMARKS - 1] as number;
}
