import { addUnknownFaces } from '../addUnknownFaces.ts';
import type { DetectOptions, FaceDetection, FaceDetector, PixelBox } from '../FaceDetector.ts';
import type { RgbImage } from '../RgbImage.ts';
import { scaledBox } from '../scaledBox.ts';
import { FaceMosaic } from './FaceMosaic.ts';
import { CLOSE_SCALE, WIDE_SCALE } from './mosaicScales.ts';

/**
 * Finds faces again near where they should be, in mosaics: all of them in one that shows them closely, and
 * those it misses in one that shows more around each.
 */
export class FaceFollower {
  readonly #mosaics = [new FaceMosaic(CLOSE_SCALE), new FaceMosaic(WIDE_SCALE)];

  /**
   * @param followed where the faces should be, in units of the picture's longer side
   * @returns the faces that were found, in pixels of the picture
   */
  async find(
    detector: FaceDetector,
    image: RgbImage,
    followed: readonly PixelBox[],
    options: DetectOptions,
  ): Promise<FaceDetection[]> {
    const length = Math.max(image.width, image.height);
    let missing = followed.map((box) => scaledBox(box, length, length));
    const found: FaceDetection[] = [];
    for (const mosaic of this.#mosaics) {
      if (missing.length === 0) break;
      const picture = mosaic.pack(image, missing);
      const seen = mosaic.read(
        await detector.detect(picture, { ...options, inputSize: picture.width }),
      );
      // Two cells may show the same face, when that of one of them is gone.
      addUnknownFaces(
        found,
        seen.filter((face) => face !== null),
      );
      missing = missing.filter((_, index) => seen[index] === null);
    }
    return found;
  }
}
