import {
  boxCoverage,
  type FaceDetector,
  type FrameAnalyzer,
  type PixelBox,
} from '@emostream/vision';
import sharp from 'sharp';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { cutSquare, squareAround } from './cutSquare.ts';
import type { DemoPhoto } from './demoPhotos.ts';

/** Side of a close-up as a multiple of the face's. */
const CLOSE_UPS = [0.8, 1, 1.2, 1.5];
const PICTURE_SIDES = [100, 800];
const BACKGROUNDS_A_PHOTO = 20;

/** Prints how often a face that fills the picture is found, and how often background passes for one. */
export async function printCloseUps(
  detector: FaceDetector,
  analyzer: FrameAnalyzer,
  photos: readonly DemoPhoto[],
): Promise<void> {
  const { name } = detector;
  const closeUps = photos.flatMap(({ image, faces }) =>
    faces.flatMap((face) =>
      CLOSE_UPS.map((times) => ({
        image,
        square: squareAround(face, times * Math.max(face.width, face.height), 0),
      })),
    ),
  );
  const random = new SeededRandom(1);
  const backgrounds = photos.flatMap((photo) => {
    const squares = Array.from({ length: BACKGROUNDS_A_PHOTO }, () => randomSquare(photo, random));
    const free = squares.filter((square) =>
      photo.faces.every((face) => boxCoverage(square, face) === 0),
    );
    return free.map((square) => ({ image: photo.image, square }));
  });
  for (const [title, cuts] of [
    ['close-ups with a face found', closeUps],
    ['backgrounds taken for a face', backgrounds],
  ] as const) {
    let alone = 0;
    let asPicture = 0;
    for (const { image, square } of cuts) {
      for (const side of PICTURE_SIDES) {
        const cut = await cutSquare(image, square, side);
        if ((await detector.detect(cut)).length > 0) alone++;
        const { data, width, height } = cut;
        const raw = { width, height, channels: 3 } as const;
        const png = await sharp(data, { raw }).png({ compressionLevel: 1 }).toBuffer();
        const analysis = await analyzer.analyzePicture(png, { detector: name });
        if (analysis.faces.length > 0) asPicture++;
      }
    }
    const tries = cuts.length * PICTURE_SIDES.length;
    console.log(`${name}: ${title}: alone ${alone}, by the picture path ${asPicture}, of ${tries}`);
  }
}

function randomSquare({ image }: DemoPhoto, random: SeededRandom): PixelBox {
  const size = 60 + random.index(240);
  const x = random.index(Math.max(1, image.width - size));
  const y = random.index(Math.max(1, image.height - size));
  return { x, y, width: size, height: size };
}
