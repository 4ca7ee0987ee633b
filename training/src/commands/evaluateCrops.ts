import path from 'node:path';
import { parseArgs } from 'node:util';
import { MODELS_DIR } from '@emostream/classifier';
import { EMOTION_COUNT } from '@emostream/protocol';
import { createDetector, decodeFrame, findFaces } from '@emostream/vision';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { IMAGE_LENGTH } from '../dataset/EmotionDataset.ts';
import { loadDataset } from '../dataset/loadDataset.ts';
import { CropTrial } from '../evaluation/CropTrial.ts';
import { isSamePlace } from '../evaluation/isSamePlace.ts';
import { placeFace } from '../evaluation/placeFace.ts';
import { CommandError } from './CommandError.ts';
import { openClassifier } from './openClassifier.ts';
import { runCommand } from './runCommand.ts';
import { wholeNumber } from './wholeNumber.ts';

const HELP = `npm run evaluate-crops -- --data DIR [flags]

Places faces of the validation split in 640×480 JPEG frames, looks for them as the served path does, and
says how often they are classified rightly when the square around the detector's box is chosen by
different rules: its side as a share of the box's longer side, and how far its centre is moved up.

  --data DIR         validation/<class>/*.jpg|png, or fer2013.csv / icml_face_data.csv
  --detector NAME    tiny or ssd [tiny]
  --model DIR        a model folder with its manifest [models/emotion]
  --count N          faces to place [800]
  --smallest PX      side of the smallest placed face [96]
  --largest PX       side of the largest placed face [260]
  --seed N           choice of faces, places and backgrounds [1]`;

const SIDES = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5];
const UPS = [-0.05, 0, 0.05, 0.1];
/** The tiny detector's input sizes, together sure of faces of all the placed sizes. */
const INPUT_SIZES = [224, 160, 320];

async function evaluateCrops(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      data: { type: 'string' },
      detector: { type: 'string', default: 'tiny' },
      model: { type: 'string', default: path.join(MODELS_DIR, 'emotion') },
      count: { type: 'string', default: '800' },
      smallest: { type: 'string', default: '96' },
      largest: { type: 'string', default: '260' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.data === undefined) {
    throw new CommandError('--data DIR is missing (--help lists the flags)');
  }
  const name = values.detector;
  if (name !== 'tiny' && name !== 'ssd') throw new CommandError('--detector: use tiny or ssd');
  const sides = [wholeNumber('smallest', values), wholeNumber('largest', values)] as const;
  if (sides[0] > sides[1] || sides[0] < 16 || sides[1] > 480) {
    throw new CommandError('--smallest and --largest: 16 to 480 pixels, the smaller one first');
  }
  const dataset = await loadDataset(values.data, 'validation', null);
  const classifier = await openClassifier(values.model);
  const detector = await createDetector({ engine: 'onnx', name });
  const random = new SeededRandom(wholeNumber('seed', values));
  const rules = UPS.flatMap((up) => SIDES.map((side) => ({ side, up })));
  const trial = new CropTrial(classifier, rules);
  const chosen = random.permutation(dataset.count).subarray(0, wholeNumber('count', values));
  const [inputSize, ...searchSizes] = INPUT_SIZES as [number, ...number[]];
  let found = 0;
  let direct = 0;
  for (const index of chosen) {
    const luma = dataset.images.slice(index * IMAGE_LENGTH, (index + 1) * IMAGE_LENGTH);
    const label = dataset.labels[index] as number;
    const { box, frame } = await placeFace(luma, { sides }, random);
    const image = await decodeFrame(await frame());
    const faces = await findFaces(detector, image, { inputSize, searchSizes });
    const face = faces.find((one) => isSamePlace(one.box, box));
    if (!face) continue;
    found++;
    await trial.add(image, face.box, label);
    const own = await classifier.classifyBatch(Float32Array.from(luma), 1);
    if (own.subarray(0, EMOTION_COUNT).indexOf(Math.max(...own)) === label) direct++;
  }
  await Promise.all([detector.dispose(), classifier.dispose()]);
  const percent = (part: number, whole: number) =>
    `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  console.log(
    `${classifier.manifest.id}, ${name} detector: found ${percent(found, chosen.length)} of ${chosen.length} placed ` +
      `faces; of these, ${percent(direct, found)} are right as they are in the dataset, and by square`,
  );
  const { accuracies } = trial;
  const cell = (text: string): string => text.padStart(9);
  console.log(`${'side ×'.padEnd(10)}${SIDES.map((side) => cell(String(side))).join('')}`);
  for (const [i, up] of UPS.entries()) {
    const row = accuracies.slice(i * SIDES.length, (i + 1) * SIDES.length);
    console.log(`${`up ${up}`.padEnd(10)}${row.map((share) => cell(percent(share, 1))).join('')}`);
  }
  return 0;
}

await runCommand(evaluateCrops);
