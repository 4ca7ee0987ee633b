import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 60;
/** How far the picture slides to either side, in pixels. */
const SWAY = 50;

/** Groups of people in face-api's demo photos, each with several faces to crop to the frame's shape. */
const PHOTOS = ['sample3.jpg', 'sample1.jpg', 'sample5.jpg', 'sample6.jpg', 'sample4.jpg'];

/** Six seconds of moving real faces at 10 frames a second, made from one of face-api's demo photos. */
export async function demoClip(index: number): Promise<Buffer[]> {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve('@vladmandic/face-api/package.json'));
  const photo = path.join(folder, 'demo', PHOTOS[index % PHOTOS.length] ?? 'sample3.jpg');
  const wide = await sharp(photo)
    .resize(WIDTH + 2 * SWAY, HEIGHT, { fit: 'cover', position: 'attention' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = wide.info;
  return Promise.all(
    Array.from({ length: FRAMES }, (_, frame) => {
      const left = Math.round(SWAY + SWAY * Math.sin((2 * Math.PI * frame) / FRAMES + index));
      return sharp(wide.data, { raw: { width, height, channels } })
        .extract({ left, top: 0, width: WIDTH, height: HEIGHT })
        .jpeg({ quality: 80 })
        .toBuffer();
    }),
  );
}
