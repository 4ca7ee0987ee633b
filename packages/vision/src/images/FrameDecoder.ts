import { createRequire } from 'node:module';
import { LIMITS } from '@emostream/protocol';
import sharp from 'sharp';
import type { RgbImage } from '../RgbImage.ts';
import { ImageError } from './ImageError.ts';
import { isJpeg, readJpegHeader } from './readJpegHeader.ts';

/** Most pixels of a live frame. */
const MAX_PIXELS = LIMITS.frameWidth * LIMITS.frameHeight;

type Turbo = typeof import('@julusian/jpeg-turbo');

/**
 * Decodes live frames: JPEGs of at most 1920 × 1080 pixels either way round, and nothing else. No other
 * decoder ever sees the bytes.
 *
 * Frames as browsers make them go to libjpeg-turbo alone, in a third to a seventh of the time that sharp
 * takes. All that is special, and all that libjpeg-turbo does not take without complaint, goes to sharp:
 * it turns pictures upright, knows colour profiles, bounds the number of scans, and says what is damaged.
 */
export class FrameDecoder {
  readonly #turbo = loadTurbo();
  #memory = Buffer.alloc(0);

  /**
   * @returns a picture whose memory is used again for the next one
   * @throws ImageError with reason `not_jpeg`, `broken_image` (truncated too), `image_too_small` or
   *   `image_too_large`
   */
  async decode(jpeg: Uint8Array): Promise<RgbImage> {
    if (!isJpeg(jpeg)) throw new ImageError('not_jpeg', 'The frame is not a JPEG image.');
    const header = readJpegHeader(jpeg);
    if (!header) throw new ImageError('broken_image', 'The JPEG image has no readable size.');
    const { width, height, isPlain } = header;
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
    return (isPlain && this.#decodePlain(jpeg, width, height)) || decodeAny(jpeg);
  }

  /** Null where libjpeg-turbo complains, or does not load on this machine. */
  #decodePlain(jpeg: Uint8Array, width: number, height: number): RgbImage | null {
    if (!this.#turbo) return null;
    const size = width * height * 3;
    if (this.#memory.length < size) this.#memory = Buffer.alloc(size);
    const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
    try {
      const { data, ...decoded } = this.#turbo.decompressSync(bytes, this.#memory, {
        format: this.#turbo.FORMAT_RGB,
      });
      return decoded.width === width && decoded.height === height ? { data, width, height } : null;
    } catch {
      return null;
    }
  }
}

function loadTurbo(): Turbo | null {
  try {
    return createRequire(import.meta.url)('@julusian/jpeg-turbo') as Turbo;
  } catch {
    return null;
  }
}

async function decodeAny(jpeg: Uint8Array): Promise<RgbImage> {
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
