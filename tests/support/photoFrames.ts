import type { RgbImage } from '@emostream/vision';
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
