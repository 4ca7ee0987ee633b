import { EMOTIONS } from '@emostream/protocol';
import type { Evaluation } from './evaluateModel.ts';
import { percent } from './percent.ts';

/** An evaluation as text for a terminal. */
export function formatEvaluation(evaluation: Evaluation): string {
  const cell = (text: string | number): string => String(text).padStart(10);
  const { model, split, labels, count, mirror, accuracy, macroF1, ece } = evaluation;
  return [
    `${model} on ${split}, ${labels} labels, ${count} images${mirror ? ', with mirror' : ''}`,
    `accuracy ${percent(accuracy)}, macro-F1 ${percent(macroF1)}, calibration error ${percent(ece)}`,
    '',
    `${' '.repeat(9)}${['precision', 'recall', 'F1', 'images'].map(cell).join('')}`,
    ...EMOTIONS.map((emotion) => {
      const { precision, recall, f1, count: images } = evaluation.perClass[emotion];
      const cells = [percent(precision), percent(recall), percent(f1), images];
      return `${emotion.padEnd(9)}${cells.map(cell).join('')}`;
    }),
    '',
    `${'label ↓'.padEnd(9)}${EMOTIONS.map(cell).join('')}  ← predicted`,
    ...EMOTIONS.map((emotion, k) => {
      return `${emotion.padEnd(9)}${(evaluation.confusion[k] ?? []).map(cell).join('')}`;
    }),
  ].join('\n');
}
