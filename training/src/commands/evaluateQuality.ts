import path from 'node:path';
import { parseArgs } from 'node:util';
import { type EmotionClassifier, MODELS_DIR } from '@emostream/classifier';
import { EMOTION_COUNT, EMOTIONS } from '@emostream/protocol';
import { createLandmarker, cropLuma, cropSharpness, faceQuality, faceYaw } from '@emostream/vision';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { type EmotionDataset, IMAGE_LENGTH } from '../dataset/EmotionDataset.ts';
import { loadDataset } from '../dataset/loadDataset.ts';
import { blurredFace, darkenedFace, shrunkenFace } from '../evaluation/degradeFace.ts';
import { CommandError } from './CommandError.ts';
import { openClassifier } from './openClassifier.ts';
import { runCommand } from './runCommand.ts';
import { wholeNumber } from './wholeNumber.ts';

const HELP = `npm run evaluate-quality -- --data DIR [flags]

What the limits of a readable face are worth, on faces of the validation split:
  blurred, dark, small  how often faces made worse on purpose are classified rightly, and what they are called
  turned                how often faces are classified rightly by how far they are turned, as they are
  neutral               what the classifier says of faces labelled neutral, on average

  --data DIR    validation/<class>/*.jpg|png, or fer2013.csv / icml_face_data.csv
  --model DIR   a model folder with its manifest [models/emotion]
  --count N     faces to make worse, spread over the split [1200]`;

const BLURS = [0.5, 1, 1.25, 1.5, 2, 3];
const MEANS = [120, 60, 50, 42, 30, 20];
const SIDES = [48, 40, 32, 28, 24, 20, 16];
const YAWS = [0, 5, 10, 15, 20, 25, 30, 90];

/** A crop's share of its box's longer side (`faceSquare`). */
const CROP_SHARE = 0.9;

type Face = { readonly luma: Uint8Array; readonly label: number };

async function evaluateQuality(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      data: { type: 'string' },
      model: { type: 'string', default: path.join(MODELS_DIR, 'emotion') },
      count: { type: 'string', default: '1200' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.data === undefined) {
    throw new CommandError('--data DIR is missing (--help lists the flags)');
  }
  const count = wholeNumber('count', values);
  const faces = facesOf(await loadDataset(values.data, 'validation', null));
  const classifier = await openClassifier(values.model);
  const chosen = spread(faces, count);
  console.log(`${classifier.manifest.id}, ${chosen.length} of ${faces.length} faces`);
  await printWorse(classifier, chosen);
  await printTurned(classifier, faces);
  await printNeutral(classifier, faces);
  await classifier.dispose();
  return 0;
}

function facesOf({ count, images, labels }: EmotionDataset): Face[] {
  return Array.from({ length: count }, (_, i) => ({
    luma: images.slice(i * IMAGE_LENGTH, (i + 1) * IMAGE_LENGTH),
    label: labels[i] as number,
  }));
}

function spread(faces: readonly Face[], count: number): Face[] {
  const step = Math.max(1, faces.length / count);
  return faces.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

async function printWorse(classifier: EmotionClassifier, faces: readonly Face[]): Promise<void> {
  const random = new SeededRandom(1);
  const plain = (luma: Uint8Array) => Float32Array.from(luma);
  await printTrial('as they are', classifier, faces, plain);
  for (const sigma of BLURS) {
    await printTrial(`blur of ${sigma} px`, classifier, faces, (luma) => blurredFace(luma, sigma));
  }
  for (const mean of MEANS) {
    const darken = (luma: Uint8Array) => darkenedFace(luma, mean, random);
    await printTrial(`mean luma ${mean}`, classifier, faces, darken);
  }
  for (const side of SIDES) {
    const box = side / CROP_SHARE;
    const shrink = (luma: Uint8Array) => shrunkenFace(luma, side);
    await printTrial(`box of ${box.toFixed(0)} px`, classifier, faces, shrink, box);
  }
}

/** @param sidePx of the box; by default one that is large enough */
async function printTrial(
  name: string,
  classifier: EmotionClassifier,
  faces: readonly Face[],
  degrade: (luma: Uint8Array) => Float32Array | Promise<Float32Array>,
  sidePx = 200,
): Promise<void> {
  const called: Record<string, number> = {};
  let right = 0;
  for (const { luma, label } of faces) {
    const crop = await degrade(luma);
    if ((await classOf(classifier, crop)) === label) right++;
    const mean = cropLuma(crop, 0);
    const sharpness = cropSharpness(crop, 0, mean);
    const quality = faceQuality({ sidePx, luma: mean, sharpness, yaw: null });
    called[quality] = (called[quality] ?? 0) + 1;
  }
  const names = Object.entries(called)
    .sort(([, a], [, b]) => b - a)
    .map(([quality, number]) => `${quality} ${percent(number, faces.length)}`);
  console.log(`${name.padEnd(16)} right ${percent(right, faces.length)}   ${names.join(', ')}`);
}

async function printTurned(classifier: EmotionClassifier, faces: readonly Face[]): Promise<void> {
  const landmarker = await createLandmarker({ engine: 'onnx' });
  const bins = YAWS.slice(1).map(() => ({ faces: 0, right: 0 }));
  let landmarkMs = 0;
  for (const { luma, label } of faces) {
    const crop = Float32Array.from(luma);
    const startedAt = performance.now();
    const yaw = Math.abs(faceYaw(await landmarker.locate(crop)));
    landmarkMs += performance.now() - startedAt;
    const bin = bins[YAWS.findLastIndex((from) => yaw >= from)];
    if (!bin) continue;
    bin.faces++;
    if ((await classOf(classifier, crop)) === label) bin.right++;
  }
  await landmarker.dispose();
  for (const [i, bin] of bins.entries()) {
    const range = `yaw ${YAWS[i]} to ${YAWS[i + 1]}°`;
    console.log(`${range.padEnd(16)} right ${percent(bin.right, bin.faces)}   ${bin.faces} faces`);
  }
  console.log(`landmarks of a face: ${(landmarkMs / Math.max(1, faces.length)).toFixed(2)} ms`);
}

async function printNeutral(classifier: EmotionClassifier, faces: readonly Face[]): Promise<void> {
  const sums = new Float64Array(EMOTION_COUNT);
  const neutral = faces.filter(({ label }) => EMOTIONS[label] === 'neutral');
  for (const { luma } of neutral) {
    const output = await classifier.classifyBatch(Float32Array.from(luma), 1);
    for (let i = 0; i < EMOTION_COUNT; i++) sums[i] = (sums[i] as number) + (output[i] as number);
  }
  const means = Array.from(sums, (sum) => (sum / Math.max(1, neutral.length)).toFixed(4));
  console.log(`neutral, the mean of ${neutral.length} faces: ${means.join(', ')}`);
}

async function classOf(classifier: EmotionClassifier, crop: Float32Array): Promise<number> {
  const output = await classifier.classifyBatch(crop, 1);
  return output.indexOf(Math.max(...output));
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}

await runCommand(evaluateQuality);
