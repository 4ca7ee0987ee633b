import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { decodeImage, type FaceDetector, type PixelBox, type RgbImage } from '@emostream/vision';

/** A photo with people in it, and where their faces are. */
export interface DemoPhoto {
  readonly image: RgbImage;
  readonly faces: readonly PixelBox[];
}

/** How many people face-api's photos show, counted by eye. */
const PEOPLE = [3, 3, 3, 4, 5, 4];

/**
 * The six demo photos of the installed `@vladmandic/face-api` package, with the faces that the SSD
 * detector finds in them: all of them, as the count shows.
 *
 * @throws Error if it does not find as many as there are
 */
export async function demoPhotos(ssd: FaceDetector): Promise<DemoPhoto[]> {
  const manifest = createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json');
  const photos: DemoPhoto[] = [];
  for (const [i, people] of PEOPLE.entries()) {
    const file = path.join(path.dirname(manifest), 'demo', `sample${i + 1}.jpg`);
    const { image } = await decodeImage(await readFile(file));
    const faces = (await ssd.detect(image)).map(({ box }) => box);
    if (faces.length !== people) {
      throw new Error(
        `${file}: shows ${people} people, but the detector finds ${faces.length} faces`,
      );
    }
    photos.push({ image, faces });
  }
  return photos;
}
