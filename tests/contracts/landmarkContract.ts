import { CROP_SIZE, type EngineName } from '@emostream/classifier';
import {
  createDetector,
  createLandmarker,
  FaceCropper,
  type FaceLandmarker,
  faceSquare,
  LANDMARK_COUNT,
} from '@emostream/vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHOTOS, photoFrame } from '../support/photoFrames.ts';

/** Engines may differ by this much of the crop. */
const MAX_DIFFERENCE = 0.01;

/** The faces of the demo photos as a landmarker takes them. */
async function faceCrops(): Promise<Float32Array[]> {
  const detector = await createDetector({ engine: 'onnx', name: 'ssd' });
  const cropper = new FaceCropper();
  const crops: Float32Array[] = [];
  for (const photo of PHOTOS) {
    const image = await photoFrame(photo);
    for (const { box } of await detector.detect(image)) {
      const crop = new Float32Array(CROP_SIZE);
      cropper.crop(image, faceSquare(box, 'ssd'), crop, 0);
      crops.push(crop);
    }
  }
  await detector.dispose();
  return crops;
}

/** Eyes above the nose, that above the mouth; the jaw's ends outside the eyes' corners. */
function isFace(points: Float32Array): boolean {
  const x = (index: number) => points[2 * index] as number;
  const y = (index: number) => points[2 * index + 1] as number;
  const isDown = Math.max(y(36), y(45)) < y(30) && y(30) < y(57);
  return isDown && x(0) < x(36) && x(36) < x(45) && x(45) < x(16);
}

/** What every landmarker must do, whichever engine runs it. */
export function landmarkContract(engine: EngineName): void {
  describe(`landmarks on ${engine}`, () => {
    let landmarker: FaceLandmarker;
    let crops: Float32Array[];
    beforeAll(async () => {
      landmarker = await createLandmarker({ engine });
      crops = await faceCrops();
    });
    afterAll(() => landmarker.dispose());

    it('finds eyes, nose, mouth and jaw in their order in all faces but two at most', async () => {
      expect(crops.length).toBeGreaterThan(15);
      let inOrder = 0;
      for (const crop of crops) {
        const points = await landmarker.locate(crop);
        expect(points).toHaveLength(2 * LANDMARK_COUNT);
        if (isFace(points)) inOrder += 1;
      }
      expect(inOrder).toBeGreaterThanOrEqual(crops.length - 2);
    });

    it('agrees with ONNX Runtime within 1 % of the crop', async () => {
      const reference = await createLandmarker({ engine: 'onnx' });
      for (const crop of crops) {
        const expected = await reference.locate(crop);
        const points = await landmarker.locate(crop);
        for (const [i, value] of points.entries()) {
          expect(Math.abs(value - (expected[i] as number))).toBeLessThan(MAX_DIFFERENCE);
        }
      }
      await reference.dispose();
    });

    it('gives the same answer again, and keeps what it gave', async () => {
      const [first, second] = crops as [Float32Array, Float32Array];
      const before = await landmarker.locate(first);
      const copy = before.slice();
      await landmarker.locate(second);
      expect(before).toEqual(copy);
      expect(await landmarker.locate(first)).toEqual(copy);
    });
  });
}
