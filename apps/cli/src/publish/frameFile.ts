import { LIMITS } from '@emostream/protocol';
import sharp from 'sharp';

const SENT_SIDE = 640;
const QUALITY = 80;

/** A picture as a frame may be: a JPEG of 640 pixels at most on its longer side, upright. */
export async function frameFile(picture: Buffer): Promise<Buffer> {
  const { format, width, height, orientation = 1 } = await sharp(picture).metadata();
  const fits =
    format === 'jpeg' &&
    orientation === 1 &&
    Math.max(width, height) <= SENT_SIDE &&
    picture.byteLength <= LIMITS.frameBytes;
  if (fits) return picture;
  return sharp(picture)
    .rotate()
    .resize(SENT_SIDE, SENT_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
