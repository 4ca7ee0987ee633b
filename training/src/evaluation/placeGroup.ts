import { type PixelBox, scaledBox } from '@emostream/vision';
import sharp from 'sharp';
import type { DemoPhoto } from './demoPhotos.ts';

const WIDTH = 3000;
const HEIGHT = 2000;

/** A large picture, most of it empty, with a group of people far away in its middle. */
export interface PlacedGroup {
  readonly jpeg: Uint8Array;
  readonly faces: readonly PixelBox[];
}

/**
 * Places a photo so small in a 3000×2000 picture that its faces are as large as asked for.
 *
 * @param share longer side of the middle face as a share of the picture's longer side
 * @returns null where the photo would not fit
 */
export async function placeGroup(photo: DemoPhoto, share: number): Promise<PlacedGroup | null> {
  const { image } = photo;
  const sides = photo.faces.map(({ width, height }) => Math.max(width, height));
  const middle = sides.sort((a, b) => a - b)[Math.floor(sides.length / 2)] as number;
  const scale = (share * WIDTH) / middle;
  const width = Math.round(image.width * scale);
  const height = Math.round(image.height * scale);
  if (width > WIDTH || height > HEIGHT) return null;
  const left = Math.round((WIDTH - width) / 2);
  const top = Math.round((HEIGHT - height) / 2);
  const raw = { width: image.width, height: image.height, channels: 3 } as const;
  const small = await sharp(image.data, { raw }).resize(width, height).png().toBuffer();
  const jpeg = await sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#7a8088' },
  })
    .composite([{ input: small, left, top }])
    .jpeg({ quality: 92 })
    .toBuffer();
  const faces = photo.faces.map((face) => {
    const box = scaledBox(face, scale, scale);
    return { ...box, x: box.x + left, y: box.y + top };
  });
  return { jpeg, faces };
}
