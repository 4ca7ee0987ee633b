import { CROP_SIZE } from '@emostream/classifier';
import { FaceCropper } from '../crop/FaceCropper.ts';
import { squareBy } from '../crop/faceSquare.ts';
import type { FaceDetection } from '../FaceDetector.ts';
import { type FaceLandmarker, LANDMARK_SIDE } from '../FaceLandmarker.ts';
import type { RgbImage } from '../RgbImage.ts';
import { cropLuma } from './cropLuma.ts';
import { cropSharpness } from './cropSharpness.ts';
import type { FaceMeasures } from './FaceMeasures.ts';
import { faceYaw } from './faceYaw.ts';

/**
 * Landmarks cost 0.7 to 0.9 ms a face (ONNX Runtime, one thread) and their crop 0.3 ms, so that they are
 * found in the largest faces of a frame only.
 */
const MAX_LANDMARKS = 4;

/** face-api looks for landmarks in the whole box; a square around its centre holds one. */
const LANDMARK_SQUARE = { side: 1, up: 0 };

/** Measures how well the faces of a picture can be read. */
export class FaceMeter {
  readonly #landmarker: FaceLandmarker;
  readonly #cropper = new FaceCropper(LANDMARK_SIDE);
  readonly #face = new Float32Array(LANDMARK_SIDE * LANDMARK_SIDE);

  constructor(landmarker: FaceLandmarker) {
    this.#landmarker = landmarker;
  }

  /** @param crops the classifier's crops of the faces, one after the other */
  async measure(
    image: RgbImage,
    faces: readonly FaceDetection[],
    crops: Float32Array,
  ): Promise<FaceMeasures[]> {
    const measures: FaceMeasures[] = [];
    const smallest = smallestLandmarked(faces);
    for (const [index, { box }] of faces.entries()) {
      const offset = index * CROP_SIZE;
      const luma = cropLuma(crops, offset);
      const sidePx = Math.min(box.width, box.height);
      const yaw = sidePx < smallest ? null : await this.#yaw(image, box);
      measures.push({ sidePx, luma, sharpness: cropSharpness(crops, offset, luma), yaw });
    }
    return measures;
  }

  async #yaw(image: RgbImage, box: FaceDetection['box']): Promise<number> {
    this.#cropper.crop(image, squareBy(LANDMARK_SQUARE, box), this.#face, 0);
    return faceYaw(await this.#landmarker.locate(this.#face));
  }
}

/** Shorter side of the smallest face whose landmarks are found. */
function smallestLandmarked(faces: readonly FaceDetection[]): number {
  if (faces.length <= MAX_LANDMARKS) return 0;
  const sides = faces.map(({ box }) => Math.min(box.width, box.height)).sort((a, b) => b - a);
  return sides[MAX_LANDMARKS - 1] as number;
}
