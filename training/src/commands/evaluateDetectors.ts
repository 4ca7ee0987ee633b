import { parseArgs } from 'node:util';
import {
  boxCoverage,
  boxOverlap,
  createDetector,
  createFrameAnalyzer,
  type DetectorName,
  decodeFrame,
  type FaceDetector,
  type FrameAnalyzer,
  type PixelBox,
} from '@emostream/vision';
import sharp from 'sharp';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { type DemoPhoto, demoPhotos } from '../evaluation/demoPhotos.ts';
import { runCommand } from './runCommand.ts';

const HELP = `npm run evaluate-detectors

On the demo photos of the face-api package, whose people are counted:
  band       how often the tiny detector finds a face by its size in the detector's own input
  close-ups  how often a face that fills the picture is found, by a detector alone and by the picture path
  mistakes   how often either sees a face in a cut of background`;

/** Input size of the tiny detector at which its band is measured. */
const INPUT_SIZE = 320;
const FACE_SIDES = [24, 32, 40, 52, 64, 80, 96, 110, 128, 144, 160, 200, 240];
/** Frames a face and size: the face shifts a little in each. */
const SHIFTS = [0, 0.03, 0.06, 0.09];
/** Side of a close-up as a multiple of the face's. */
const CLOSE_UPS = [0.8, 1, 1.2, 1.5];
const PICTURE_SIDES = [100, 800];
const BACKGROUNDS_A_PHOTO = 20;

async function evaluateDetectors(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'ssd' });
  const ssd = await createDetector({ engine: 'onnx', name: 'ssd' });
  const tiny = await createDetector({ engine: 'onnx', name: 'tiny' });
  const photos = await demoPhotos(ssd);
  await printBand(tiny, photos);
  for (const detector of [ssd, tiny]) await printCloseUps(detector, analyzer, photos);
  await Promise.all([ssd.dispose(), tiny.dispose(), analyzer.dispose()]);
  return 0;
}

async function printBand(tiny: FaceDetector, photos: readonly DemoPhoto[]): Promise<void> {
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
          const square = around(known, size, shift * longer);
          const cut = await cutOut(image, square, INPUT_SIZE);
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
      `${`${side} px`.padStart(8)}  ${percent(found, tries)} of ${tries}, overlap ${mean}`,
    );
  }
}

async function printCloseUps(
  detector: FaceDetector,
  analyzer: FrameAnalyzer,
  photos: readonly DemoPhoto[],
): Promise<void> {
  const { name } = detector;
  const closeUps = photos.flatMap(({ image, faces }) =>
    faces.flatMap((face) =>
      CLOSE_UPS.map((times) => ({
        image,
        square: around(face, times * Math.max(face.width, face.height), 0),
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
        const cut = await cutOut(image, square, side);
        if ((await detector.detect(cut)).length > 0) alone++;
        const { data, width, height } = cut;
        const raw = { width, height, channels: 3 } as const;
        const png = await sharp(data, { raw }).png({ compressionLevel: 1 }).toBuffer();
        const analysis = await analyzer.analyzePicture(png, { detector: name as DetectorName });
        if (analysis.faces.length > 0) asPicture++;
      }
    }
    const tries = cuts.length * PICTURE_SIDES.length;
    console.log(`${name}: ${title}: alone ${alone}, by the picture path ${asPicture}, of ${tries}`);
  }
}

/** A square around a box's centre, the centre moved right and down. */
function around(box: PixelBox, size: number, shift: number): PixelBox {
  return {
    x: box.x + box.width / 2 - size / 2 - shift,
    y: box.y + box.height / 2 - size / 2 - shift,
    width: size,
    height: size,
  };
}

function moved(box: PixelBox, square: PixelBox, scale: number): PixelBox {
  return {
    x: (box.x - square.x) * scale,
    y: (box.y - square.y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

function randomSquare({ image }: DemoPhoto, random: SeededRandom): PixelBox {
  const size = 60 + random.index(240);
  const x = random.index(Math.max(1, image.width - size));
  const y = random.index(Math.max(1, image.height - size));
  return { x, y, width: size, height: size };
}

/** Cuts a square out of a picture, black beyond its edges, as a JPEG frame of `side` pixels. */
async function cutOut(
  image: DemoPhoto['image'],
  square: PixelBox,
  side: number,
): ReturnType<typeof decodeFrame> {
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

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`;
}

await runCommand(evaluateDetectors);
