import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createClassifier, MODELS_DIR, type ModelManifest } from '@emostream/classifier';
import * as tf from '@tensorflow/tfjs';
import { findFerPlusFile } from '../dataset/findFerPlusFile.ts';
import { loadDataset } from '../dataset/loadDataset.ts';
import { LABEL_SETS } from '../evaluation/chooseLabels.ts';
import { drawConfusion } from '../evaluation/drawConfusion.ts';
import { evaluateModel } from '../evaluation/evaluateModel.ts';
import { exportModel, writeManifest } from '../export/exportModel.ts';
import { networkOfCheckpoint } from '../export/networkOfCheckpoint.ts';
import { readCheckpoint } from '../training/checkpoint.ts';
import { BEST_CHECKPOINT } from '../training/runTraining.ts';
import { CommandError } from './CommandError.ts';
import { runCommand } from './runCommand.ts';

const HELP = `npm run export -- [flags]

  --run DIR              folder of a training run; its best epoch is exported [runs/latest]
  --checkpoint FILE      a checkpoint of the run instead, for example last.ckpt
  --out DIR              model folder to write [models/emotion]
  --data DIR             measure the model on this dataset's validation split, for the manifest
  --ferplus FILE         FER+ votes of the same data [fer2013new.csv in or beside DIR]
  --training-data TEXT   what the manifest says the model was trained on`;

async function exportRun(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      run: { type: 'string', default: path.join('runs', 'latest') },
      checkpoint: { type: 'string', default: BEST_CHECKPOINT },
      out: { type: 'string', default: path.join(MODELS_DIR, 'emotion') },
      data: { type: 'string' },
      ferplus: { type: 'string' },
      'training-data': { type: 'string', default: 'not stated' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const file = path.resolve(values.run, values.checkpoint);
  if (!existsSync(file)) throw new CommandError(`${file}: there is no checkpoint to export`);
  const checkpoint = readCheckpoint(file);
  await tf.setBackend('cpu');
  const model = networkOfCheckpoint(checkpoint);
  const manifest = await exportModel(model, values.out, {
    architecture: checkpoint.config.architecture,
    trainingData: values['training-data'],
  });
  console.log(
    `${manifest.id}: epoch ${checkpoint.state.epoch}, ${manifest.parameters} parameters, ` +
      `${manifest.multiplyAdds} multiply-adds, in ${values.out}`,
  );
  if (values.data !== undefined) {
    const metrics = await measureModel(values.out, values.data, values.ferplus);
    writeManifest(values.out, { ...manifest, metrics });
  }
  return 0;
}

/** Measures the exported ONNX file on the validation split, and draws a confusion matrix for each label set. */
async function measureModel(
  directory: string,
  data: string,
  ferplusFile: string | undefined,
): Promise<ModelManifest['metrics']> {
  const ferplus = ferplusFile ?? findFerPlusFile(data);
  const dataset = await loadDataset(data, 'validation', ferplus);
  const classifier = await createClassifier({ engine: 'onnx', modelDir: directory });
  const metrics: ModelManifest['metrics'] = {};
  for (const labels of LABEL_SETS) {
    if (labels === 'ferplus' && ferplus === null) continue;
    const evaluation = await evaluateModel(classifier, dataset, labels, false);
    const { count, accuracy, macroF1, ece, confusion } = evaluation;
    metrics[`validation-${labels}`] = { count, accuracy, macroF1, ece };
    const percent = (accuracy * 100).toFixed(2);
    const title = `Validation split, ${labels} labels: ${percent} % of ${count}`;
    writeFileSync(path.join(directory, `confusion-${labels}.svg`), drawConfusion(confusion, title));
    console.log(`validation, ${labels} labels: ${percent} % of ${count}`);
  }
  await classifier.dispose();
  return metrics;
}

await runCommand(exportRun);
