import type { EngineName } from '@emostream/classifier';
import { createDetector, type FaceDetector, type RgbImage } from '@emostream/vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAgreement } from '../support/expectAgreement.ts';
import { PHOTOS, photoFrame } from '../support/photoFrames.ts';

const BLACK: RgbImage = { data: new Uint8Array(320 * 240 * 3), width: 320, height: 240 };

/** What every detector must do, whichever engine runs it. */
export function detectorContract(engine: EngineName): void {
  describe.each(['tiny', 'ssd'] as const)(`%s detector on ${engine}`, (name) => {
    let detector: FaceDetector;
    const photos = new Map<number, RgbImage>();
    beforeAll(async () => {
      detector = await createDetector({ engine, name });
      for (const photo of PHOTOS) photos.set(photo, await photoFrame(photo));
    });
    afterAll(() => detector.dispose());
    const photo = (index: number) => photos.get(index) as RgbImage;

    it('says which it is', () => {
      expect(detector.name).toBe(name);
    });

    it('finds the three people of the first photo', async () => {
      const faces = await detector.detect(photo(1));
      expect(faces).toHaveLength(3);
      for (const { box, score } of faces) {
        expect(score).toBeGreaterThan(0.5);
        expect(score).toBeLessThanOrEqual(1);
        expect(box.x).toBeGreaterThan(0);
        expect(box.y).toBeGreaterThan(0);
        expect(box.x + box.width).toBeLessThan(640);
        expect(box.y + box.height).toBeLessThan(480);
        expect(box.width).toBeGreaterThan(30);
        expect(box.height).toBeGreaterThan(30);
      }
    });

    it('agrees with ONNX Runtime: boxes within 2 px, scores within 0.01', async () => {
      const reference = await createDetector({ engine: 'onnx', name });
      for (const index of [1, 4, 6]) {
        expectAgreement(await detector.detect(photo(index)), await reference.detect(photo(index)));
      }
      await reference.dispose();
    });

    it('returns the surest face first', async () => {
      const scores = (await detector.detect(photo(5))).map(({ score }) => score);
      expect(scores.length).toBeGreaterThan(3);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    });

    it('finds nothing in a black picture', async () => {
      expect(await detector.detect(BLACK)).toEqual([]);
    });

    it('leaves out what is below the score asked for', async () => {
      const all = await detector.detect(photo(6), { minScore: 0.3 });
      const bound = all[1]?.score ?? 1;
      const sure = await detector.detect(photo(6), { minScore: bound });
      expect(all.length).toBeGreaterThan(2);
      expect(sure).toEqual(all.slice(0, 1));
    });

    it('gives the same answer again, whatever it looked at in between', async () => {
      const before = await detector.detect(photo(3));
      await detector.detect(BLACK);
      await detector.detect(photo(4), { inputSize: 320 });
      expect(await detector.detect(photo(3))).toEqual(before);
    });

    it('finds the same faces in a picture that stands upright within a wider one', async () => {
      const wide = photo(1);
      const left = cropLeft(wide, 360);
      const faces = await detector.detect(left);
      const whole = await detector.detect(wide);
      const inside = whole.filter(({ box }) => box.x + box.width < 340);
      expect(inside.length).toBeGreaterThan(0);
      expect(faces.length).toBeGreaterThanOrEqual(inside.length);
    });
  });
}

function cropLeft(image: RgbImage, width: number): RgbImage {
  const data = new Uint8Array(width * image.height * 3);
  for (let y = 0; y < image.height; y++) {
    const start = 3 * y * image.width;
    data.set(image.data.subarray(start, start + 3 * width), 3 * y * width);
  }
  return { data, width, height: image.height };
}
