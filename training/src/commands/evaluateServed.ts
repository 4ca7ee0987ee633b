import path from 'node:path';
import { parseArgs } from 'node:util';
import { MODELS_DIR } from '@emostream/classifier';
import { createFrameAnalyzer } from '@emostream/vision';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { IMAGE_LENGTH } from '../dataset/EmotionDataset.ts';
import { loadDataset } from '../dataset/loadDataset.ts';
import { chooseLabels, LABEL_SETS } from '../evaluation/chooseLabels.ts';
import { placeFace } from '../evaluation/placeFace.ts';
import { ServedScore } from '../evaluation/ServedScore.ts';
import { serveFace } from '../evaluation/serveFace.ts';
import { CommandError } from './CommandError.ts';
import { openClassifier } from './openClassifier.ts';
import { readLabelFlags } from './readLabelFlags.ts';
import { runCommand } from './runCommand.ts';
import { wholeNumber } from './wholeNumber.ts';

const HELP = `npm run evaluate-served -- --data DIR [flags]

Accuracy of what a user gets: faces of the validation split, placed in 640×480 JPEG frames of a drifting
camera, at known places and sizes, tilted a little, in front of varied backgrounds, go through the live path
(decode, detect, crop, classify, track) for half a second. By the face's side:
  found      faces that are shown by then
  direct     of these, how many are right as the dataset's own 48×48 image
  served     how many are right by the last frame's crop, and how many points that loses
  smoothed   how many are right as they are shown, averaged over the frames
  elsewhere  faces shown where there is none, each frame

  --data DIR      validation/<class>/*.jpg|png, or fer2013.csv / icml_face_data.csv
  --models DIR    a folder like models, with emotion and detectors in it [models]
  --labels NAME   ${LABEL_SETS.join(', ')} [fer2013]
  --ferplus FILE  FER+ votes [fer2013new.csv in or beside DIR]
  --count N       faces to place for each range of sides [300]
  --tilt DEGREES  most that a face is tilted either way [10]
  --seed N        choice of faces, places and backgrounds [1]
  --json          print one JSON object`;

const RANGES: readonly (readonly [number, number])[] = [
  [64, 95],
  [96, 127],
  [128, 179],
  [180, 239],
  [240, 300],
];

/** The path is to find faces of this side and more. */
const TARGET_SIDE = 96;

async function evaluateServed(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      data: { type: 'string' },
      models: { type: 'string', default: MODELS_DIR },
      labels: { type: 'string', default: 'fer2013' },
      ferplus: { type: 'string' },
      count: { type: 'string', default: '300' },
      tilt: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.data === undefined) {
    throw new CommandError('--data DIR is missing (--help lists the flags)');
  }
  const tilt = Number(values.tilt);
  if (!(tilt >= 0 && tilt <= 45)) throw new CommandError('--tilt: 0 to 45 degrees');
  const { labels, ferplus } = readLabelFlags({ ...values, data: values.data });
  const faces = chooseLabels(await loadDataset(values.data, 'validation', ferplus), labels);
  const random = new SeededRandom(wholeNumber('seed', values));
  const chosen = random.permutation(faces.count).subarray(0, wholeNumber('count', values));
  const classifier = await openClassifier(path.join(values.models, 'emotion'));
  const analyzer = await createFrameAnalyzer({
    engine: 'onnx',
    detector: 'tiny',
    modelsDir: values.models,
  });
  const { id } = analyzer.manifest;
  const all = new ServedScore();
  const ranges: { sides: string; score: ServedScore }[] = [];
  for (const sides of RANGES) {
    const score = new ServedScore();
    for (const index of chosen) {
      const luma = faces.images.slice(index * IMAGE_LENGTH, (index + 1) * IMAGE_LENGTH);
      const placed = await placeFace(luma, { sides, tilt }, random);
      const { face, elsewhere } = await serveFace(analyzer, placed, random);
      const label = faces.labels[index] as number;
      const direct = await classifier.classifyBatch(Float32Array.from(luma), 1);
      const outcome = face && {
        served: largest(face.raw) === label,
        smoothed: largest(face.smoothed) === label,
        direct: largest(direct) === label,
      };
      score.add(outcome, elsewhere);
      if (sides[0] >= TARGET_SIDE) all.add(outcome, elsewhere);
    }
    ranges.push({ sides: sides.join(' to '), score });
  }
  ranges.push({ sides: `${TARGET_SIDE} and more`, score: all });
  await Promise.all([analyzer.dispose(), classifier.dispose()]);
  if (values.json) {
    const results = ranges.map(({ sides, score }) => ({ sides, ...score.figures }));
    console.log(JSON.stringify({ model: id, labels, tilt, results }));
    return 0;
  }
  console.log(`${id}, ${labels} labels, tilted up to ${tilt}°`);
  printRow(['side, px', 'placed', 'found', 'direct', 'served', 'lost', 'smoothed', 'elsewhere']);
  for (const { sides, score } of ranges) printRow([sides, ...score.row]);
  return 0;
}

function largest(probabilities: readonly number[] | Float32Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

function printRow([name = '', ...cells]: readonly string[]): void {
  console.log(`${name.padEnd(14)}${cells.map((cell) => cell.padStart(11)).join('')}`);
}

await runCommand(evaluateServed);
