import { LIMITS } from '@emostream/protocol';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { RgbImage } from '../RgbImage.ts';
import { ImageError } from './ImageError.ts';
import { isJpeg } from './readJpegHeader.ts';

/**
 * Longest side that is analyzed. The detector looks at 512 pixels and sees no face under about 20 of
 * them, so that every face it finds still has more than the 48 pixels of the classifier's crop.
 */
const MAX_SIDE = 1600;

/** What shows through transparent pixels. */
const BACKGROUND = { r: 128, g: 128, b: 128 };

/** A decoded picture, upright, and the size it had before it was scaled down for the analysis. */
export interface DecodedImage {
  readonly image: RgbImage;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes a still picture: JPEG, PNG or WebP; gray or colour, 8 or 16 bits, with or without alpha,
 * turned upright by its EXIF orientation; up to 25 million pixels.
 *
 * @throws ImageError with reason `unsupported_image`, `broken_image`, `image_too_small` or
 *   `image_too_large`
 */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedImage> {
  if (bytes.length === 0) throw new ImageError('broken_image', 'The file is empty.');
  if (!isSupported(bytes)) {
    throw new ImageError('unsupported_image', 'The file is no JPEG, PNG or WebP picture.');
  }
  const source = sharp(bytes, { failOn: 'truncated', limitInputPixels: false, autoOrient: true });
  const { width, height } = await readSize(source);
  if (Math.min(width, height) < LIMITS.minSide) {
    throw new ImageError(
      'image_too_small',
      `The picture is ${width}×${height} pixels; each side needs at least ${LIMITS.minSide}.`,
    );
  }
  if (width * height > LIMITS.imagePixels) {
    throw new ImageError(
      'image_too_large',
      `The picture is ${width}×${height} pixels; at most ${LIMITS.imagePixels / 1e6} megapixels are taken.`,
    );
  }
  try {
    const { data, info } = await source
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: BACKGROUND })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { image: { data, width: info.width, height: info.height }, width, height };
  } catch {
    throw new ImageError('broken_image', 'The picture is damaged or incomplete.');
  }
}

/** Judged by the first bytes, so that none of the decoder's many other formats is ever reached. */
function isSupported(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  const isPng = text.startsWith('\x89PNG\r\n\x1a\n');
  const isWebp = text.startsWith('RIFF') && text.endsWith('WEBP');
  return isJpeg(bytes) || isPng || isWebp;
}

async function readSize(source: Sharp): Promise<Metadata['autoOrient']> {
  try {
    return (await source.metadata()).autoOrient;
  } catch {
    throw new ImageError('broken_image', 'The picture has no readable header.');
  }
}
