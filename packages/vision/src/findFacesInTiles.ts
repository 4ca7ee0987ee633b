import { addUnknownFaces } from './addUnknownFaces.ts';
import type { FaceDetection, FaceDetector, PixelBox } from './FaceDetector.ts';
import type { LookOptions } from './findFaces.ts';
import type { RgbImage } from './RgbImage.ts';

/** Sides of a tile as a share of the picture's. Two an axis overlap by a fifth of the picture. */
const TILE = 0.6;

/** A box that comes this near to a cut, as a share of its longer side, is part of a face. */
const CUT_MARGIN = 0.05;

/**
 * Looks for faces that are too small for one look at the whole picture: at four overlapping tiles, each
 * filling the detector's input. A face that a cut goes through is whole in the next tile, unless it is
 * so large that the look at the whole picture is for it.
 */
export async function findFacesInTiles(
  detector: FaceDetector,
  image: RgbImage,
  options: LookOptions,
): Promise<FaceDetection[]> {
  const faces: FaceDetection[] = [];
  for (const tile of tilesOf(image)) {
    const found = await detector.detect(copyOf(image, tile), options);
    const whole = found
      .filter(({ box }) => !isCut(box, tile, image))
      .map(({ box, score }) => ({ box: { ...box, x: box.x + tile.x, y: box.y + tile.y }, score }));
    addUnknownFaces(faces, whole);
  }
  return faces;
}

function tilesOf({ width, height }: RgbImage): PixelBox[] {
  const tileWidth = Math.ceil(TILE * width);
  const tileHeight = Math.ceil(TILE * height);
  return [0, height - tileHeight].flatMap((y) =>
    [0, width - tileWidth].map((x) => ({ x, y, width: tileWidth, height: tileHeight })),
  );
}

/** Whether a box, in pixels of the tile, reaches an edge of the tile that is none of the picture. */
function isCut(box: PixelBox, tile: PixelBox, image: RgbImage): boolean {
  const margin = CUT_MARGIN * Math.max(box.width, box.height);
  return (
    (tile.x > 0 && box.x < margin) ||
    (tile.y > 0 && box.y < margin) ||
    (tile.x + tile.width < image.width && box.x + box.width > tile.width - margin) ||
    (tile.y + tile.height < image.height && box.y + box.height > tile.height - margin)
  );
}

function copyOf(image: RgbImage, { x, y, width, height }: PixelBox): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.width + x) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { data, width, height };
}
