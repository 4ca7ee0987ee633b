import type { RgbImage } from '../RgbImage.ts';

/** The padding's gray level. */
const GRAY = 128;

/** The picture with a gray border of `margin` pixels on each side. */
export function padImage(image: RgbImage, margin: number): RgbImage {
  const width = image.width + 2 * margin;
  const height = image.height + 2 * margin;
  const data = new Uint8Array(width * height * 3).fill(GRAY);
  for (let y = 0; y < image.height; y++) {
    const row = image.data.subarray(y * image.width * 3, (y + 1) * image.width * 3);
    data.set(row, ((y + margin) * width + margin) * 3);
  }
  return { data, width, height };
}
