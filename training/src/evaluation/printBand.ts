import { boxCoverage, boxOverlap, type FaceDetector, type PixelBox } from '@emostream/vision';
import { cutSquare, squareAround } from './cutSquare.ts';
import type { DemoPhoto } from './demoPhotos.ts';

const INPUT_SIZE = 320;
const FACE_SIDES = [24, 32, 40, 52, 64, 80, 96, 110, 128, 144, 160, 200, 240];
/** Frames a face and size: the face shifts a little in each, as a share of its size. */
const SHIFTS = [0, 0.03, 0.06, 0.09];

/** Prints how often the tiny detector finds a face by its size in the detector's own input. */
export async function printBand(tiny: FaceDetector, photos: readonly DemoPhoto[]): Promise<void> {
  console.log(
    `tiny detector, input ${INPUT_SIZE}: faces found by the longer side of their box there`,
  );
  for (const side of FACE_SIDES) {
    let tries = 0;
    let found = 0;
    let overlap = 0;
    for (const { image, faces } of photos) {
      for (const known of faces) {
        const longer = Math.max(known.width, known.height);
        const size = (longer * INPUT_SIZE) / side;
        for (const shift of SHIFTS) {
          const square = squareAround(known, size, shift * longer);
          const cut = await cutSquare(image, square, INPUT_SIZE);
          const detections = await tiny.detect(cut, { inputSize: INPUT_SIZE });
          const scale = INPUT_SIZE / size;
          const expected = moved(known, square, scale);
          tries++;
          const face = detections.find(({ box }) => boxCoverage(box, expected) > 0.5);
          if (!face) continue;
          found++;
          overlap += boxOverlap(face.box, expected);
        }
      }
    }
    const mean = found === 0 ? '–' : (overlap / found).toFixed(2);
    console.log(
      `${`${side} px`.padStart(8)}  ${((100 * found) / tries).toFixed(0)} % of ${tries}, overlap ${mean}`,
    );
  }
}

function moved(box: PixelBox, square: PixelBox, scale: number): PixelBox {
  return {
    x: (box.x - square.x) * scale,
    y: (box.y - square.y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}
