import {
  boxOverlap,
  createDetector,
  type FaceDetection,
  type FaceDetector,
  FaceFollower,
  type PixelBox,
  type RgbImage,
  scaledBox,
} from '@emostream/vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHOTOS, photoFrame } from '../../support/photoFrames.ts';

let tiny: FaceDetector;
/** Photos, and what the tiny detector sees in them at a size that suits their faces. */
const photos: { image: RgbImage; faces: PixelBox[] }[] = [];
beforeAll(async () => {
  tiny = await createDetector({ engine: 'onnx', name: 'tiny' });
  for (const photo of PHOTOS) {
    const image = await photoFrame(photo);
    const found = await tiny.detect(image, { inputSize: 512, minScore: 0.7 });
    photos.push({ image, faces: found.map(({ box }) => box) });
  }
});
afterAll(() => tiny.dispose());

const follow = (image: RgbImage, boxes: readonly PixelBox[]): Promise<FaceDetection[]> => {
  const followed = boxes.map((box) => scaledBox(box, 1 / 640, 1 / 640));
  return new FaceFollower().find(tiny, image, followed, {});
};

const moved = (box: PixelBox, dx: number, dy: number): PixelBox => ({
  ...box,
  x: box.x + dx * box.width,
  y: box.y + dy * box.height,
});

describe('FaceFollower', () => {
  it('finds faces where a look at the whole picture does, though expected a little beside', async () => {
    const overlaps: number[] = [];
    let faceCount = 0;
    for (const { image, faces } of photos) {
      faceCount += faces.length;
      for (const [dx, dy] of [
        [0, 0],
        [0.06, -0.04],
        [-0.08, 0.05],
      ] as const) {
        const found = await follow(
          image,
          faces.map((box) => moved(box, dx, dy)),
        );
        expect(found.length).toBeLessThanOrEqual(faces.length);
        for (const face of faces) {
          const best = Math.max(0, ...found.map(({ box }) => boxOverlap(box, face)));
          if (best > 0.5) overlaps.push(best);
        }
      }
    }
    expect(faceCount).toBeGreaterThan(12);
    expect(overlaps.length / (3 * faceCount)).toBeGreaterThan(0.95);
    expect(overlaps.reduce((sum, one) => sum + one, 0) / overlaps.length).toBeGreaterThan(0.8);
  });

  it('shows a face once, though several are expected there', async () => {
    const { image, faces } = photos[3] as (typeof photos)[number];
    const [face] = faces as [PixelBox];
    const found = await follow(image, [face, moved(face, 0.2, 0.1), moved(face, -0.15, 0)]);
    expect(found).toHaveLength(1);
    expect(boxOverlap((found[0] as FaceDetection).box, face)).toBeGreaterThan(0.7);
  });

  it('finds nothing where no face is any more', async () => {
    const image = { data: new Uint8Array(640 * 480 * 3).fill(110), width: 640, height: 480 };
    const { faces } = photos[0] as (typeof photos)[number];
    expect(await follow(image, faces)).toEqual([]);
  });
});
