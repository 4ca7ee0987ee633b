import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINE_NAMES, MODELS_DIR } from '@emostream/classifier';
import { SPLITS } from '../dataset/EmotionDataset.ts';
import { loadDataset } from '../dataset/loadDataset.ts';
import { LABEL_SETS } from '../evaluation/chooseLabels.ts';
import { drawConfusion } from '../evaluation/drawConfusion.ts';
import { evaluateModel } from '../evaluation/evaluateModel.ts';
import { formatEvaluation } from '../evaluation/formatEvaluation.ts';
import { CommandError } from './CommandError.ts';
import { oneOf } from './oneOf.ts';
import { openClassifier } from './openClassifier.ts';
import { readLabelFlags } from './readLabelFlags.ts';
import { runCommand } from './runCommand.ts';

const HELP = `npm run evaluate -- --data DIR [flags]

  --data DIR       train|validation|test/<class>/*.jpg|png, or fer2013.csv / icml_face_data.csv
  --split NAME     ${SPLITS.join(', ')} [validation]
  --model DIR      a model folder with its manifest [models/emotion]
  --labels NAME    ${LABEL_SETS.join(', ')} [fer2013]
  --ferplus FILE   FER+ votes [fer2013new.csv in or beside DIR]
  --mirror         average each image with its mirror image
  --engine NAME    ${ENGINE_NAMES.join(', ')} [onnx]
  --json           print one JSON object
  --out DIR        also write the evaluation (JSON) and its confusion matrix (SVG) there`;

async function evaluate(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      data: { type: 'string' },
      split: { type: 'string', default: 'validation' },
      model: { type: 'string', default: path.join(MODELS_DIR, 'emotion') },
      labels: { type: 'string', default: 'fer2013' },
      ferplus: { type: 'string' },
      mirror: { type: 'boolean', default: false },
      engine: { type: 'string', default: 'onnx' },
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.data === undefined) {
    throw new CommandError('--data DIR is missing (--help lists the flags)');
  }
  const split = oneOf('split', values.split, SPLITS);
  const engine = oneOf('engine', values.engine, ENGINE_NAMES);
  const { labels, ferplus } = readLabelFlags({ ...values, data: values.data });
  const dataset = await loadDataset(values.data, split, ferplus);
  const classifier = await openClassifier(values.model, engine);
  const evaluation = await evaluateModel(classifier, dataset, labels, values.mirror);
  await classifier.dispose();
  if (values.out !== undefined) {
    mkdirSync(values.out, { recursive: true });
    const file = path.join(values.out, `confusion-${split}-${labels}`);
    const title = `${split} split, ${labels} labels: ${(evaluation.accuracy * 100).toFixed(1)} %`;
    writeFileSync(`${file}.json`, `${JSON.stringify(evaluation, null, 2)}\n`);
    writeFileSync(`${file}.svg`, drawConfusion(evaluation.confusion, title));
  }
  console.log(values.json ? JSON.stringify(evaluation) : formatEvaluation(evaluation));
  return 0;
}

await runCommand(evaluate);
