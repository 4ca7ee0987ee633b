import { decodeFrame, ImageError } from '@emostream/vision';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PHOTOS, photoFrame } from '../../support/photoFrames.ts';

async function jpegOf(width: number, height: number): Promise<Buffer> {
  const { data } = await photoFrame(PHOTOS[0]);
  return sharp(data, { raw: { width: 640, height: 480, channels: 3 } })
    .resize(width, height, { fit: 'fill' })
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function reasonFor(bytes: Uint8Array): Promise<string> {
  const error = await decodeFrame(bytes).catch((thrown: unknown) => thrown);
  return error instanceof ImageError ? error.reason : `no ImageError: ${String(error)}`;
}

describe('decodeFrame', () => {
  it('gives RGB bytes close to the picture that was encoded', async () => {
    const original = await photoFrame(1);
    const decoded = await decodeFrame(await jpegOf(640, 480));
    expect([decoded.width, decoded.height, decoded.data.length]).toEqual([640, 480, 640 * 480 * 3]);
    let difference = 0;
    decoded.data.forEach((value, index) => {
      difference += Math.abs(value - (original.data[index] as number));
    });
    expect(difference / decoded.data.length).toBeLessThan(4);
  });

  it('gives three channels for a gray frame', async () => {
    const gray = await sharp(await jpegOf(320, 240))
      .greyscale()
      .jpeg()
      .toBuffer();
    const { data } = await decodeFrame(gray);
    expect(data.length).toBe(320 * 240 * 3);
    expect(data[0]).toBe(data[1]);
  });

  it('turns a frame upright', async () => {
    const turned = await sharp(await jpegOf(320, 240))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await decodeFrame(turned)).toMatchObject({ width: 240, height: 320 });
  });

  it('takes the largest frame upright and lying', async () => {
    expect(await decodeFrame(await jpegOf(1920, 1080))).toMatchObject({ width: 1920 });
    expect(await decodeFrame(await jpegOf(1080, 1920))).toMatchObject({ height: 1920 });
  });

  it.each([
    [1921, 1000],
    [1400, 1500],
  ])('refuses %i×%i as too large', async (width, height) => {
    expect(await reasonFor(await jpegOf(width, height))).toBe('image_too_large');
  });

  it('refuses a frame too small to show a face', async () => {
    expect(await reasonFor(await jpegOf(31, 200))).toBe('image_too_small');
  });

  it('refuses what is no JPEG, whatever it is', async () => {
    const png = await sharp(await jpegOf(64, 64))
      .png()
      .toBuffer();
    expect(await reasonFor(png)).toBe('not_jpeg');
    expect(await reasonFor(Buffer.from('hello'))).toBe('not_jpeg');
    expect(await reasonFor(new Uint8Array())).toBe('not_jpeg');
  });

  it('calls a frame broken wherever it was cut off', async () => {
    const jpeg = await jpegOf(640, 480);
    for (const share of [0.001, 0.01, 0.1, 0.5, 0.9, 0.99]) {
      const cut = jpeg.subarray(0, Math.max(4, Math.floor(jpeg.length * share)));
      expect(await reasonFor(cut), `cut at ${share}`).toBe('broken_image');
    }
  });

  it('calls a frame broken whose headers lie about their length', async () => {
    const jpeg = Buffer.from(await jpegOf(64, 64));
    jpeg.writeUInt16BE(0xffff, 4);
    expect(await reasonFor(jpeg)).toBe('broken_image');
  });
});
