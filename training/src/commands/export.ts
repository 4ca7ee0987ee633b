import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createClassifier, MODELS_DIR, type ModelManifest } from '@emostream/classifier';
import * as tf from '@tensorflow/tfjs';
import type { EmotionDataset } from '../dataset/EmotionDataset.ts';
import { findFerPlusFile } from '../dataset/findFerPlusFile.ts';
import { loadDataset } from '../dataset/loadDataset.ts';
import { LABEL_SETS } from '../evaluation/chooseLabels.ts';
import { evaluateModel } from '../evaluation/evaluateModel.ts';
import { percent } from '../evaluation/percent.ts';
import { type Calibration, calibrateModel, UNCALIBRATED } from '../export/calibrateModel.ts';
import { exportModel, writeManifest } from '../export/exportModel.ts';
import { foldTemperature } from '../export/foldTemperature.ts';
import { networkOfCheckpoint } from '../export/networkOfCheckpoint.ts';
import { readCheckpoint } from '../training/checkpoint.ts';
import { BEST_CHECKPOINT } from '../training/runTraining.ts';
import { CommandError } from './CommandError.ts';
import { runCommand } from './runCommand.ts';

const HELP = `npm run export -- [flags]

  --run DIR              folder of a training run; its best epoch is exported [runs/latest]
  --checkpoint FILE      a checkpoint of the run instead, for example last.ckpt
  --out DIR              model folder to write [models/emotion]
  --data DIR             calibrate and measure the model on this dataset's validation split
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
  const facts = {
    architecture: checkpoint.config.architecture,
    trainingData: values['training-data'],
    ...UNCALIBRATED,
  };
  const manifest = await exportModel(model, values.out, facts);
  console.log(
    `${manifest.architecture}: epoch ${checkpoint.state.epoch}, ${manifest.parameters} parameters, ` +
      `${manifest.multiplyAdds} multiply-adds, in ${values.out}`,
  );
  if (values.data !== undefined) {
    const ferplus = values.ferplus ?? findFerPlusFile(values.data);
    const dataset = await loadDataset(values.data, 'validation', ferplus);
    const { temperature, certainty } = await calibrate(values.out, dataset);
    foldTemperature(model, temperature);
    const calibrated = await exportModel(model, values.out, { ...facts, temperature, certainty });
    const metrics = await measureModel(values.out, dataset);
    writeManifest(values.out, { ...calibrated, metrics });
  }
  return 0;
}

/** Calibrates the exported ONNX file, and says what calibration is worth. */
async function calibrate(directory: string, dataset: EmotionDataset): Promise<Calibration> {
  const classifier = await createClassifier({ engine: 'onnx', modelDir: directory });
  const calibration = await calibrateModel(classifier, dataset);
  await classifier.dispose();
  const { temperature, certainty, heldOut } = calibration;
  console.log(
    `temperature ${temperature.toFixed(3)}; certain from a probability of ${certainty.minProbability} on\n` +
      `each half by the other half's fit: calibration error ${percent(heldOut.ece)}; ` +
      `${percent(heldOut.certain.share)} certain, ${percent(heldOut.certain.precision)} of these right`,
  );
  return calibration;
}

/** Measures the exported ONNX file on the validation split, by each set of labels there is. */
async function measureModel(
  directory: string,
  dataset: EmotionDataset,
): Promise<ModelManifest['metrics']> {
  const classifier = await createClassifier({ engine: 'onnx', modelDir: directory });
  const metrics: ModelManifest['metrics'] = {};
  for (const labels of LABEL_SETS) {
    if (labels === 'ferplus' && dataset.votes === null) continue;
    const evaluation = await evaluateModel(classifier, dataset, labels, false);
    const { count, accuracy, macroF1, ece } = evaluation;
    metrics[`validation-${labels}`] = { count, accuracy, macroF1, ece };
    console.log(`validation, ${labels} labels: ${percent(accuracy)} of ${count}`);
  }
  await classifier.dispose();
  return metrics;
}

await runCommand(exportRun);
