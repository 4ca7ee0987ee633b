import sharp from 'sharp';
import type { PixelBox } from '../FaceDetector.ts';
import type { RgbImage } from '../RgbImage.ts';

/** Longest side of the picture within a copy; no detector's input is larger. */
const MAX_SIDE = 512;

const GRAY = { r: 128, g: 128, b: 128 };

/** A small copy of a picture with a border around it, and the way back for boxes found in it. */
export interface PaddedCopy {
  readonly image: RgbImage;
  readonly toOriginal: (box: PixelBox) => PixelBox;
}

/** @param border width of the gray border on each side as a share of the picture's longer side */
export async function paddedCopy(original: RgbImage, border: number): Promise<PaddedCopy> {
  const longerSide = Math.max(original.width, original.height);
  const scale = Math.min(1, MAX_SIDE / longerSide);
  const margin = Math.round(border * scale * longerSide);
  const { data, info } = await sharp(original.data, {
    raw: { width: original.width, height: original.height, channels: 3 },
  })
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: GRAY })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    image: { data, width: info.width, height: info.height },
    toOriginal: (box) => ({
      x: (box.x - margin) / scale,
      y: (box.y - margin) / scale,
      width: box.width / scale,
      height: box.height / scale,
    }),
  };
}
