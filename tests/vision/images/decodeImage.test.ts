import { decodeImage, ImageError, type RgbImage } from '@emostream/vision';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { photoFrame } from '../../support/photoFrames.ts';

let photo: RgbImage;
beforeAll(async () => {
  photo = await photoFrame(1);
});

const source = (): Sharp => sharp(photo.data, { raw: { width: 640, height: 480, channels: 3 } });

/** A gray picture of any size. */
const plain = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#777' } });

/** Mean absolute difference of the bytes. */
function difference(a: RgbImage, b: RgbImage): number {
  let sum = 0;
  a.data.forEach((value, index) => {
    sum += Math.abs(value - (b.data[index] as number));
  });
  return sum / a.data.length;
}

async function reasonFor(bytes: Uint8Array): Promise<string> {
  const error = await decodeImage(bytes).catch((thrown: unknown) => thrown);
  return error instanceof ImageError ? error.reason : `no ImageError: ${String(error)}`;
}

describe('decodeImage', () => {
  it.each<[string, () => Sharp]>([
    ['JPEG', () => source().jpeg({ quality: 95 })],
    ['CMYK JPEG', () => source().toColourspace('cmyk').jpeg({ quality: 95 })],
    ['PNG', () => source().png()],
    ['PNG with a palette', () => source().png({ palette: true })],
    ['16-bit PNG', () => source().toColourspace('rgb16').png()],
    ['opaque PNG with alpha', () => source().ensureAlpha(1).png()],
    ['WebP', () => source().webp({ quality: 95 })],
  ])('reads %s', async (_name, encode) => {
    const { image, width, height } = await decodeImage(await encode().toBuffer());
    expect([width, height, image.width, image.height]).toEqual([640, 480, 640, 480]);
    expect(difference(image, photo)).toBeLessThan(12);
  });

  it.each<[string, () => Sharp]>([
    ['gray JPEG', () => source().greyscale().jpeg()],
    ['gray PNG', () => source().greyscale().png()],
    ['16-bit gray PNG', () => source().toColourspace('grey16').png()],
  ])('reads %s as three equal channels', async (_name, encode) => {
    const { image } = await decodeImage(await encode().toBuffer());
    expect(image.data.length).toBe(640 * 480 * 3);
    for (let i = 0; i < image.data.length; i += 3001 * 3) {
      expect(image.data[i + 1]).toBe(image.data[i]);
      expect(image.data[i + 2]).toBe(image.data[i]);
    }
  });

  it.each([8, 16])('shows neutral gray through a transparent picture of %i bits', async (bits) => {
    const clear = source().ensureAlpha(0);
    const png = bits === 16 ? clear.toColourspace('rgb16').png() : clear.png();
    const { image } = await decodeImage(await png.toBuffer());
    expect(Math.min(...image.data.subarray(0, 3000))).toBe(128);
    expect(Math.max(...image.data.subarray(0, 3000))).toBe(128);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns EXIF orientation %i upright', async (orientation) => {
    // A picture stored so that undoing its orientation gives the photo again.
    const undo: Record<number, () => Sharp> = {
      1: () => source(),
      2: () => source().flop(),
      3: () => source().rotate(180),
      4: () => source().flip(),
      5: () => source().flop().rotate(270),
      6: () => source().rotate(270),
      7: () => source().flop().rotate(90),
      8: () => source().rotate(90),
    };
    const stored = await (undo[orientation] as () => Sharp)().png().toBuffer();
    const tagged = await sharp(stored)
      .withMetadata({ orientation })
      .jpeg({ quality: 95 })
      .toBuffer();
    const { image, width, height } = await decodeImage(tagged);
    expect([width, height]).toEqual([640, 480]);
    expect(difference(image, photo)).toBeLessThan(4);
  });

  it('scales a picture of 24 megapixels down and tells its size', async () => {
    // What a telephone's camera of 24 megapixels writes: 24.5 of them.
    const huge = await plain(5712, 4284).jpeg().toBuffer();
    const { image, width, height } = await decodeImage(huge);
    expect([width, height]).toEqual([5712, 4284]);
    expect([image.width, image.height]).toEqual([1600, 1200]);
  });

  it('refuses more than 25 megapixels and less than 32 pixels', async () => {
    const tooLarge = await plain(6251, 4000).jpeg().toBuffer();
    expect(await reasonFor(tooLarge)).toBe('image_too_large');
    expect(await reasonFor(await source().resize(200, 31, { fit: 'fill' }).png().toBuffer())).toBe(
      'image_too_small',
    );
  });

  it('says that a file is empty', async () => {
    await expect(decodeImage(new Uint8Array())).rejects.toThrow('The file is empty.');
  });

  it('reads the first frame of an animation', async () => {
    const dark = await source().modulate({ brightness: 0.2 }).png().toBuffer();
    const animation = await sharp([await source().png().toBuffer(), dark], {
      join: { animated: true },
    })
      .webp({ quality: 95 })
      .toBuffer();
    const { image, width, height } = await decodeImage(animation);
    expect([width, height]).toEqual([640, 480]);
    expect(difference(image, photo)).toBeLessThan(12);
  });

  it('reads a JPEG with a film behind it, as telephones write them', async () => {
    const jpeg = await source().jpeg({ quality: 95 }).toBuffer();
    const { image } = await decodeImage(Buffer.concat([jpeg, Buffer.alloc(5000, 'ftypmp42')]));
    expect(difference(image, photo)).toBeLessThan(12);
  });

  it('refuses other formats, however they are named', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>';
    for (const bytes of [Buffer.from(svg), Buffer.from('hello')]) {
      expect(await reasonFor(bytes)).toBe('unsupported_image');
    }
    expect(await reasonFor(await source().gif().toBuffer())).toBe('unsupported_image');
  });

  it.each<[string, () => Sharp]>([
    ['JPEG', () => source().jpeg()],
    ['PNG', () => source().png()],
    ['WebP', () => source().webp()],
  ])('calls a %s broken wherever it was cut off', async (_name, encode) => {
    const bytes = await encode().toBuffer();
    for (const share of [0.003, 0.3, 0.9]) {
      const cut = bytes.subarray(0, Math.max(16, Math.floor(bytes.length * share)));
      expect(await reasonFor(cut), `cut at ${share}`).toBe('broken_image');
    }
  });
});
