import { decodeFrame, FrameDecoder, ImageError } from '@emostream/vision';
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

  it('gives what a browser sends the colours it has without a profile', async () => {
    const jpeg = await jpegOf(320, 240);
    const { data: expected } = await decodeFrame(jpeg);
    const withProfile = await sharp(jpeg).withIccProfile('srgb').jpeg({ quality: 90 }).toBuffer();
    const { data } = await decodeFrame(withProfile);
    expect(meanDifference(data, expected)).toBeLessThan(2);
  });

  it('brings the colours of another profile to sRGB', async () => {
    const colour = { r: 30, g: 200, b: 60 };
    const plain = sharp({ create: { width: 64, height: 64, channels: 3, background: colour } });
    const wide = await plain.withIccProfile('p3').jpeg({ quality: 95 }).toBuffer();
    const { data } = await decodeFrame(wide);
    for (const [channel, value] of [colour.r, colour.g, colour.b].entries()) {
      expect(Math.abs((data[channel] as number) - value)).toBeLessThan(8);
    }
  });

  it('takes a progressive frame, and one of few colours', async () => {
    const original = await jpegOf(320, 240);
    const { data: expected } = await decodeFrame(original);
    const progressive = await sharp(original).jpeg({ quality: 90, progressive: true }).toBuffer();
    const { data } = await decodeFrame(progressive);
    expect(meanDifference(data, expected)).toBeLessThan(2);
    const cmyk = await sharp(original).toColourspace('cmyk').jpeg({ quality: 90 }).toBuffer();
    expect(await decodeFrame(cmyk)).toMatchObject({ width: 320, height: 240 });
  });
});

describe('FrameDecoder', () => {
  it('decodes frames of any size one after the other', async () => {
    const decoder = new FrameDecoder();
    for (const [width, height] of [
      [640, 480],
      [320, 240],
      [1280, 720],
    ] as const) {
      const jpeg = await jpegOf(width, height);
      const { data: expected } = await decodeFrame(jpeg);
      const decoded = await decoder.decode(jpeg);
      expect(decoded).toMatchObject({ width, height });
      expect(Buffer.compare(decoded.data, expected)).toBe(0);
    }
  });

  it('decodes the next frame after one that is cut off', async () => {
    const decoder = new FrameDecoder();
    const jpeg = await jpegOf(320, 240);
    await expect(decoder.decode(jpeg.subarray(0, 5000))).rejects.toThrow(ImageError);
    expect(await decoder.decode(jpeg)).toMatchObject({ width: 320, height: 240 });
  });
});

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return (
    a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] as number)), 0) / a.length
  );
}
