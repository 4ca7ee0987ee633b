import { CROP_SIDE, CROP_SIZE } from '@emostream/classifier';
import { type CropSquare, FaceCropper, type RgbImage } from '@emostream/vision';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { photoFrame } from '../../support/photoFrames.ts';

/** A gray picture with the value that `level` gives for a pixel. */
function picture(width: number, height: number, level: (x: number, y: number) => number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      data.fill(level(x, y), 3 * (y * width + x), 3 * (y * width + x) + 3);
  }
  return { data, width, height };
}

function crop(image: RgbImage, square: CropSquare): Float32Array {
  const target = new Float32Array(CROP_SIZE);
  new FaceCropper().crop(image, square, target, 0);
  return target;
}

const at = (values: Float32Array, x: number, y: number) => values[y * CROP_SIDE + x] as number;

describe('FaceCropper', () => {
  it('returns a 48 × 48 picture as it is', () => {
    const image = picture(48, 48, (x, y) => (x * 5 + y * 3) % 256);
    const values = crop(image, { x: 0, y: 0, size: 48 });
    for (let i = 0; i < CROP_SIZE; i++)
      expect(values[i]).toBeCloseTo(image.data[3 * i] as number, 3);
  });

  it('weighs red, green and blue as luma', () => {
    const image = picture(48, 48, () => 0);
    for (let i = 0; i < CROP_SIZE; i++) image.data.set([200, 100, 50], 3 * i);
    const luma = 0.299 * 200 + 0.587 * 100 + 0.114 * 50;
    expect(at(crop(image, { x: 0, y: 0, size: 48 }), 20, 20)).toBeCloseTo(luma, 3);
  });

  it('averages every pixel it shrinks, those covered in part too', () => {
    const stripes = picture(480, 480, (x) => (x % 2 === 0 ? 0 : 200));
    for (const size of [96, 120, 137.5, 480]) {
      const values = crop(stripes, { x: 0, y: 0, size });
      const mean = values.reduce((sum, value) => sum + value, 0) / CROP_SIZE;
      expect(mean, `size ${size}`).toBeCloseTo(100, 0);
    }
    expect(at(crop(stripes, { x: 0, y: 0, size: 96 }), 10, 10)).toBeCloseTo(100, 3);
  });

  it('agrees with an exact area average', async () => {
    const image = await photoFrame(3);
    const cut = { left: 100, top: 60, width: 144, height: 144 };
    const { width, height } = image;
    const values = crop(image, { x: cut.left, y: cut.top, size: 144 });
    for (const [x, y] of [
      [0, 0],
      [17, 30],
      [47, 47],
    ] as const) {
      let sum = 0;
      for (let dy = 0; dy < 3; dy++) {
        for (let dx = 0; dx < 3; dx++) {
          const pixel = 3 * ((cut.top + 3 * y + dy) * width + cut.left + 3 * x + dx);
          const [red = 0, green = 0, blue = 0] = image.data.subarray(pixel, pixel + 3);
          sum += 0.299 * red + 0.587 * green + 0.114 * blue;
        }
      }
      expect(at(values, x, y)).toBeCloseTo(sum / 9, 2);
    }
    expect(height).toBe(480);
  });

  it('interpolates between pixel centres when it enlarges', () => {
    const ramp = picture(24, 24, (x) => 10 * x);
    const values = crop(ramp, { x: 0, y: 0, size: 24 });
    expect(at(values, 10, 5)).toBeCloseTo(10 * (10.5 / 2 - 0.5), 3);
    expect(at(values, 11, 5)).toBeCloseTo(10 * (11.5 / 2 - 0.5), 3);
  });

  it('resembles a good resampler on a real face', async () => {
    const image = await photoFrame(1);
    const values = crop(image, { x: 120, y: 120, size: 120 });
    const reference = await sharp(image.data, { raw: { width: 640, height: 480, channels: 3 } })
      .extract({ left: 120, top: 120, width: 120, height: 120 })
      .greyscale()
      .resize(48, 48, { kernel: 'linear' })
      .raw()
      .toBuffer();
    let difference = 0;
    values.forEach((value, index) => {
      difference += Math.abs(value - (reference[index] as number));
    });
    expect(difference / CROP_SIZE).toBeLessThan(6);
  });

  it.each<[string, CropSquare]>([
    ['the left', { x: -50, y: 20, size: 100 }],
    ['the right', { x: 150, y: 20, size: 100 }],
    ['the top', { x: 20, y: -50, size: 100 }],
    ['the bottom', { x: 20, y: 150, size: 100 }],
    ['every edge', { x: -100, y: -100, size: 400 }],
    ['every edge of a far smaller picture', { x: -1000, y: -1000, size: 2400 }],
  ])('repeats the outermost pixels past %s edge', (_name, square) => {
    const image = picture(200, 200, () => 77);
    for (const value of crop(image, square)) expect(value).toBeCloseTo(77, 2);
  });

  it('repeats the nearest pixel for a square wholly outside', () => {
    const image = picture(100, 100, (x) => x);
    for (const value of crop(image, { x: 500, y: 500, size: 60 })) expect(value).toBeCloseTo(99, 3);
  });

  it('writes one crop at its place and nothing else', () => {
    const target = new Float32Array(3 * CROP_SIZE).fill(-1);
    const image = picture(60, 60, () => 9);
    const cropper = new FaceCropper();
    cropper.crop(image, { x: 0, y: 0, size: 60 }, target, CROP_SIZE);
    expect(target.slice(0, CROP_SIZE).every((value) => value === -1)).toBe(true);
    expect(target.slice(2 * CROP_SIZE).every((value) => value === -1)).toBe(true);
    expect(at(target.slice(CROP_SIZE), 5, 5)).toBeCloseTo(9, 3);
  });

  it('is not confused by the crops it made before', () => {
    const cropper = new FaceCropper();
    const image = picture(300, 200, (x, y) => (x + y) % 256);
    const small = { x: 250.5, y: 150.25, size: 31 };
    const expected = crop(image, small);
    const target = new Float32Array(CROP_SIZE);
    cropper.crop(image, { x: -20, y: -20, size: 400 }, target, 0);
    cropper.crop(image, small, target, 0);
    expect(target).toEqual(expected);
  });
});
