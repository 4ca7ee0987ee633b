import { decodeFrame, type PixelBox, type RgbImage } from '@emostream/vision';
import sharp from 'sharp';

/** A square around a box's centre, the centre moved right and down by `shift`. */
export function squareAround(box: PixelBox, size: number, shift: number): PixelBox {
  return {
    x: box.x + box.width / 2 - size / 2 - shift,
    y: box.y + box.height / 2 - size / 2 - shift,
    width: size,
    height: size,
  };
}

/** Cuts a square out of a picture, black beyond its edges, as a JPEG frame of `side` pixels. */
export async function cutSquare(
  image: RgbImage,
  square: PixelBox,
  side: number,
): Promise<RgbImage> {
  const left = Math.round(square.x);
  const top = Math.round(square.y);
  const right = left + Math.round(square.width);
  const bottom = top + Math.round(square.height);
  const inside = {
    left: Math.max(0, left),
    top: Math.max(0, top),
    width: Math.min(image.width, right) - Math.max(0, left),
    height: Math.min(image.height, bottom) - Math.max(0, top),
  };
  const raw = { width: image.width, height: image.height, channels: 3 } as const;
  const part = await sharp(image.data, { raw })
    .extract(inside)
    .extend({
      left: inside.left - left,
      top: inside.top - top,
      right: right - inside.left - inside.width,
      bottom: bottom - inside.top - inside.height,
      background: '#000000',
    })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const jpeg = await sharp(part).resize(side, side).jpeg({ quality: 90 }).toBuffer();
  return decodeFrame(jpeg);
}
