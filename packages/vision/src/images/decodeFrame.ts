import { LIMITS } from '@emostream/protocol';
import sharp from 'sharp';
import type { RgbImage } from '../RgbImage.ts';
import { ImageError } from './ImageError.ts';
import { isJpeg, readJpegSize } from './readJpegSize.ts';

/** Most pixels of a live frame. */
const MAX_PIXELS = LIMITS.frameWidth * LIMITS.frameHeight;

/**
 * Decodes a live frame: a JPEG of at most 1920 × 1080 pixels either way round, and nothing else. No
 * other decoder ever sees the bytes.
 *
 * @throws ImageError with reason `not_jpeg`, `broken_image` (truncated too), `image_too_small` or
 *   `image_too_large`
 */
export async function decodeFrame(jpeg: Uint8Array): Promise<RgbImage> {
  if (!isJpeg(jpeg)) throw new ImageError('not_jpeg', 'The frame is not a JPEG image.');
  const size = readJpegSize(jpeg);
  if (!size) throw new ImageError('broken_image', 'The JPEG image has no readable size.');
  const { width, height } = size;
  if (Math.min(width, height) < LIMITS.minSide) {
    throw new ImageError(
      'image_too_small',
      `The frame is ${width}×${height} pixels; each side needs at least ${LIMITS.minSide}.`,
    );
  }
  if (Math.max(width, height) > LIMITS.frameWidth || width * height > MAX_PIXELS) {
    throw new ImageError(
      'image_too_large',
      `The frame is ${width}×${height} pixels; at most ${LIMITS.frameWidth}×${LIMITS.frameHeight} are taken.`,
    );
  }
  try {
    const { data, info } = await sharp(jpeg, {
      failOn: 'truncated',
      limitInputPixels: MAX_PIXELS,
      autoOrient: true,
    })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch {
    throw new ImageError('broken_image', 'The JPEG image is damaged or incomplete.');
  }
}
