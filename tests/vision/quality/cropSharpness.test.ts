import { CROP_SIDE, CROP_SIZE } from '@emostream/classifier';
import { cropLuma, cropSharpness, FaceCropper } from '@emostream/vision';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { photoFrame } from '../../support/photoFrames.ts';

let crop: Float32Array;
beforeAll(async () => {
  crop = new Float32Array(CROP_SIZE);
  new FaceCropper().crop(await photoFrame(1), { x: 250, y: 120, size: 120 }, crop, 0);
});

const sharpness = (values: Float32Array) => cropSharpness(values, 0, cropLuma(values, 0));

async function blurred(sigma: number): Promise<Float32Array> {
  const { data, info } = await sharp(Uint8Array.from(crop, Math.round), {
    raw: { width: CROP_SIDE, height: CROP_SIDE, channels: 1 },
  })
    .blur(sigma)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Float32Array.from(crop, (_, i) => data[i * info.channels] as number);
}

describe('cropSharpness', () => {
  it('falls with every step of blur', async () => {
    let before = sharpness(crop);
    for (const sigma of [0.8, 1.3, 2, 3]) {
      const now = sharpness(await blurred(sigma));
      expect(now).toBeLessThan(0.8 * before);
      before = now;
    }
  });

  it('hardly changes with brightness and contrast', () => {
    const dim = crop.map((value) => 20 + value / 2);
    expect(sharpness(dim) / sharpness(crop)).toBeGreaterThan(0.95);
    expect(sharpness(dim) / sharpness(crop)).toBeLessThan(1.05);
  });

  it('is 0 for one shade, and reads no crop but its own', () => {
    const crops = new Float32Array(3 * CROP_SIZE).fill(90);
    expect(sharpness(crops)).toBe(0);
    crops.set(crop, CROP_SIZE);
    expect(cropLuma(crops, CROP_SIZE)).toBeCloseTo(cropLuma(crop, 0), 4);
    expect(cropSharpness(crops, CROP_SIZE, cropLuma(crop, 0))).toBeCloseTo(sharpness(crop), 6);
    expect(cropSharpness(crops, 2 * CROP_SIZE, 90)).toBe(0);
  });
});
