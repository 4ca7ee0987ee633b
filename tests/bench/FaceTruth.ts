import { createDetector, type PixelBox } from '@emostream/vision';
import sharp from 'sharp';
import { samplePhoto } from '../support/samplePhotos.ts';
import { type FaceCount, type FrameSize, type PlacedWindow, windowsOf } from './makeClip.ts';

/**
 * Where the faces of a clip are: SSD sees all of them in the photos themselves, and the windows say where
 * a photo's pixels lie in a frame.
 */
export class FaceTruth {
  readonly #windowsOf: (frame: number) => PlacedWindow[];
  readonly #facesOf: ReadonlyMap<PlacedWindow['photo'], readonly PixelBox[]>;

  private constructor(
    windows: (frame: number) => PlacedWindow[],
    facesOf: ReadonlyMap<PlacedWindow['photo'], readonly PixelBox[]>,
  ) {
    this.#windowsOf = windows;
    this.#facesOf = facesOf;
  }

  /** @throws if the photos show another number of faces than the clip is named after */
  static async of(faces: FaceCount, size: FrameSize): Promise<FaceTruth> {
    const ssd = await createDetector({ engine: 'onnx', name: 'ssd' });
    const windows = (frame: number) => windowsOf(faces, size, frame);
    const facesOf = new Map<PlacedWindow['photo'], PixelBox[]>();
    for (const { photo } of windows(0)) {
      const { data, info } = await sharp(samplePhoto(photo))
        .raw()
        .toBuffer({ resolveWithObject: true });
      const found = await ssd.detect({ data, width: info.width, height: info.height });
      facesOf.set(
        photo,
        found.map(({ box }) => box),
      );
    }
    await ssd.dispose();
    const truth = new FaceTruth(windows, facesOf);
    const count = truth.facesIn(0).length;
    if (count !== faces) throw new Error(`a clip of ${faces} faces shows ${count}`);
    return truth;
  }

  /** Boxes in the frame's pixels. */
  facesIn(frame: number): PixelBox[] {
    return this.#windowsOf(frame).flatMap((window) => {
      const { from, to, photo } = window;
      const across = to.width / from.width;
      const down = to.height / from.height;
      return (this.#facesOf.get(photo) ?? [])
        .filter((face) => hasCentreOf(from, face))
        .map((face) => ({
          x: to.x + (face.x - from.x) * across,
          y: to.y + (face.y - from.y) * down,
          width: face.width * across,
          height: face.height * down,
        }));
    });
  }
}

function hasCentreOf(outer: PixelBox, box: PixelBox): boolean {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  return x >= outer.x && y >= outer.y && x < outer.x + outer.width && y < outer.y + outer.height;
}
