import { FaceCropper } from '@emostream/vision';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';
import { placeFace } from '../../../training/src/evaluation/placeFace.ts';
import { tinyDataset } from '../support/TinyDataset.ts';

describe('placeFace', () => {
  const luma = tinyDataset(1).images;

  it('puts the picture where it says, within a 640×480 JPEG frame', async () => {
    const random = new SeededRandom(5);
    for (let i = 0; i < 5; i++) {
      const { box, frame } = await placeFace(luma, { sides: [96, 260] }, random);
      const jpeg = await frame();
      const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
      expect([info.format, info.width, info.height]).toEqual(['raw', 640, 480]);
      expect(box.width).toBeGreaterThanOrEqual(96);
      expect(box.width).toBeLessThanOrEqual(260);

      const crop = new Float32Array(48 * 48);
      const square = { x: box.x, y: box.y, size: box.width };
      new FaceCropper().crop({ data, width: 640, height: 480 }, square, crop, 0);
      const apart = crop.reduce((sum, value, k) => sum + Math.abs(value - (luma[k] ?? 0)), 0);
      // The picture is noise below 100 with a square of 230: elsewhere it would be 40 apart and more.
      expect(apart / crop.length).toBeLessThan(20);
    }
  });

  it('repeats itself with the same seed, and not with another', async () => {
    const place = async (seed: number) => {
      const placed = await placeFace(luma, { sides: [100, 200], tilt: 10 }, new SeededRandom(seed));
      return { box: placed.box, jpeg: await placed.frame() };
    };
    const [a, b, c] = [await place(1), await place(1), await place(2)];
    expect(b).toEqual(a);
    expect(c.box).not.toEqual(a.box);
  });
});
