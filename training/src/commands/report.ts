import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type EmotionClassifier, MODELS_DIR } from '@emostream/classifier';
import type { ModelReport } from '@emostream/protocol';
import type { EmotionDataset } from '../dataset/EmotionDataset.ts';
import { findFerPlusFile } from '../dataset/findFerPlusFile.ts';
import { loadDataset } from '../dataset/loadDataset.ts';
import { certaintyAt } from '../evaluation/chooseCertainty.ts';
import { LABEL_SETS } from '../evaluation/chooseLabels.ts';
import { drawCalibration } from '../evaluation/drawCalibration.ts';
import { drawConfusion } from '../evaluation/drawConfusion.ts';
import { drawRobustness } from '../evaluation/drawRobustness.ts';
import { measure } from '../evaluation/measure.ts';
import { measureRobustness } from '../evaluation/measureRobustness.ts';
import { percent } from '../evaluation/percent.ts';
import { predictLabelled } from '../evaluation/predictLabelled.ts';
import { CommandError } from './CommandError.ts';
import { openClassifier } from './openClassifier.ts';
import { runCommand } from './runCommand.ts';
import { wholeNumber } from './wholeNumber.ts';

const HELP = `npm run report -- --data DIR [flags]

Measures a model folder on the validation split and writes what its card and the page /model show:
report.json, and charts as SVG: confusion, calibration, robustness.

  --data DIR      validation/<class>/*.jpg|png, or fer2013.csv / icml_face_data.csv
  --ferplus FILE  FER+ votes [fer2013new.csv in or beside DIR]
  --model DIR     a model folder with its manifest [models/emotion]
  --count N       images to make worse for the robustness table [1200]`;

async function report(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      data: { type: 'string' },
      ferplus: { type: 'string' },
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
  const ferplus = values.ferplus ?? findFerPlusFile(values.data);
  const dataset = await loadDataset(values.data, 'validation', ferplus);
  const classifier = await openClassifier(values.model);
  const evaluations = await evaluateAll(classifier, dataset, values.model);
  const robustness = await measureRobustness(classifier, dataset, count);
  writeFileSync(path.join(values.model, 'robustness.svg'), drawRobustness(robustness));
  for (const { change, levels } of robustness.changes) {
    const cells = levels.map(({ level, accuracy }) => `${level}: ${percent(accuracy)}`);
    console.log(`${change.padEnd(11)}${cells.join('  ')}`);
  }
  const result: ModelReport = { model: classifier.manifest.id, evaluations, robustness };
  writeFileSync(path.join(values.model, 'report.json'), `${JSON.stringify(result, null, 2)}\n`);
  await classifier.dispose();
  return 0;
}

/** Measures the model by each set of labels there is, and draws confusion and calibration of each. */
async function evaluateAll(
  classifier: EmotionClassifier,
  dataset: EmotionDataset,
  directory: string,
): Promise<ModelReport['evaluations']> {
  const { minProbability } = classifier.manifest.certainty;
  const evaluations: ModelReport['evaluations'] = {};
  for (const labelSet of LABEL_SETS) {
    if (labelSet === 'ferplus' && dataset.votes === null) continue;
    const predictions = await predictLabelled(classifier, dataset, labelSet, false);
    const measures = measure(predictions.probabilities, predictions.labels);
    const { precision, share } = certaintyAt(predictions, minProbability);
    evaluations[`validation-${labelSet}`] = { ...plain(measures), certain: { precision, share } };
    const title = `Validation split, ${labelSet} labels: ${percent(measures.accuracy)} of ${measures.count}`;
    writeFileSync(
      path.join(directory, `confusion-${labelSet}.svg`),
      drawConfusion(measures.confusion, title),
    );
    writeFileSync(
      path.join(directory, `calibration-${labelSet}.svg`),
      drawCalibration(measures.calibration, title),
    );
    console.log(
      `${title}; macro-F1 ${measures.macroF1.toFixed(3)}, calibration error ${measures.ece.toFixed(3)}; ` +
        `${percent(share)} certain, ${percent(precision)} of these right`,
    );
  }
  return evaluations;
}

/** The measures as the report's schema has them: arrays that may be changed. */
function plain({
  calibration,
  confusion,
  ...rest
}: ReturnType<typeof measure>): Omit<ModelReport['evaluations'][string], 'certain'> {
  return {
    ...rest,
    calibration: [...calibration],
    confusion: confusion.map((row) => [...row]),
  };
}

await runCommand(report);
