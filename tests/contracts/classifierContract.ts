import {
  CROP_SIZE,
  createClassifier,
  type EmotionClassifier,
  type EngineName,
} from '@emostream/classifier';
import { EMOTION_COUNT, EMOTIONS } from '@emostream/protocol';
import { createDetector, FaceCropper, faceSquare } from '@emostream/vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHOTOS, photoFrame } from '../support/photoFrames.ts';

/** Engines may differ by this much on one probability. */
const TOLERANCE = 1e-3;

/** Crops of the real faces of the demo photos, then noise, black and white. */
async function testCrops(): Promise<{ crops: Float32Array; count: number }> {
  const detector = await createDetector({ engine: 'onnx', name: 'ssd' });
  const cropper = new FaceCropper();
  const all: Float32Array[] = [];
  for (const photo of PHOTOS) {
    const image = await photoFrame(photo);
    for (const { box } of await detector.detect(image)) {
      const crop = new Float32Array(CROP_SIZE);
      cropper.crop(image, faceSquare(box, 'ssd'), crop, 0);
      all.push(crop);
    }
  }
  await detector.dispose();
  all.push(Float32Array.from({ length: CROP_SIZE }, (_, i) => (i * 7919) % 256));
  all.push(new Float32Array(CROP_SIZE), new Float32Array(CROP_SIZE).fill(255));
  const crops = new Float32Array(all.length * CROP_SIZE);
  for (const [index, crop] of all.entries()) crops.set(crop, index * CROP_SIZE);
  return { crops, count: all.length };
}

const row = (values: Float32Array, index: number) =>
  values.subarray(index * EMOTION_COUNT, (index + 1) * EMOTION_COUNT);

function worstDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] as number))), 0);
}

/** What every classifier must do, whichever engine runs it. */
export function classifierContract(engine: EngineName): void {
  describe(`classifier on ${engine}`, () => {
    let classifier: EmotionClassifier;
    let crops: Float32Array;
    let count: number;
    beforeAll(async () => {
      ({ crops, count } = await testCrops());
      classifier = await createClassifier({ engine });
    });
    afterAll(() => classifier.dispose());

    it('orders its labels as the protocol does', () => {
      expect(classifier.manifest.labels).toEqual([...EMOTIONS]);
    });

    it('gives seven probabilities a crop that sum to one', async () => {
      const probabilities = await classifier.classifyBatch(crops, count);
      expect(probabilities.length).toBe(count * EMOTION_COUNT);
      for (let i = 0; i < count; i++) {
        const values = row(probabilities, i);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
      }
    });

    it('agrees with ONNX Runtime on the same crops', async () => {
      const reference = await createClassifier({ engine: 'onnx' });
      const expected = await reference.classifyBatch(crops, count);
      const actual = await classifier.classifyBatch(crops, count);
      await reference.dispose();
      expect(worstDifference(actual, expected)).toBeLessThan(TOLERANCE);
    });

    it('gives a crop the same answer alone as among others', async () => {
      const together = await classifier.classifyBatch(crops, count);
      for (const index of [0, count - 1]) {
        const alone = await classifier.classifyBatch(crops.subarray(index * CROP_SIZE), 1);
        expect(worstDifference(alone, row(together, index).slice())).toBeLessThan(1e-4);
      }
    });

    it('tells different faces apart', async () => {
      const probabilities = await classifier.classifyBatch(crops, count);
      const first = row(probabilities, 0).slice();
      const noise = row(probabilities, count - 3).slice();
      expect(worstDifference(first, noise)).toBeGreaterThan(0.05);
    });

    it('does not keep the array it was given, nor hand out one it reuses', async () => {
      const reused = crops.slice(0, CROP_SIZE);
      const before = await classifier.classifyBatch(reused, 1);
      const copy = before.slice();
      reused.set(crops.subarray((count - 1) * CROP_SIZE));
      const after = await classifier.classifyBatch(reused, 1);
      expect(before).toEqual(copy);
      expect(worstDifference(before, after)).toBeGreaterThan(0.01);
    });

    it('classifies a crowd', async () => {
      const crowd = new Float32Array(37 * CROP_SIZE);
      for (let i = 0; i < 37; i++) crowd.set(crops.subarray(0, CROP_SIZE), i * CROP_SIZE);
      const probabilities = await classifier.classifyBatch(crowd, 37);
      expect(probabilities.length).toBe(37 * EMOTION_COUNT);
      expect(
        worstDifference(row(probabilities, 36).slice(), row(probabilities, 0).slice()),
      ).toBeLessThan(1e-4);
    });

    it('gives nothing for no crops', async () => {
      expect(await classifier.classifyBatch(crops, 0)).toHaveLength(0);
    });
  });
}
