import type { PixelBox, RgbImage } from '@emostream/vision';
import sharp from 'sharp';
import { samplePhoto } from './samplePhotos.ts';

/** The six demo photos, in their order. */
export const PHOTOS = [1, 2, 3, 4, 5, 6] as const;
export type Photo = (typeof PHOTOS)[number];

/** A demo photo squeezed to 640 × 480, as RGB. */
export async function photoFrame(photo: Photo): Promise<RgbImage> {
  const { data, info } = await sharp(samplePhoto(photo))
    .resize(640, 480, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** A part of a demo photo scaled to `width` × `height`; encode it with `.jpeg()` and so on. */
export function photoCut(photo: Photo, box: PixelBox, width: number, height: number) {
  return sharp(samplePhoto(photo))
    .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
    .resize(width, height, { fit: 'fill' });
}

/** Where a face is in a demo photo, in its pixels: a square that its head fills. */
export const FACES: Record<1 | 3, PixelBox> = {
  1: { x: 380, y: 350, width: 250, height: 250 },
  3: { x: 550, y: 325, width: 275, height: 275 },
};
