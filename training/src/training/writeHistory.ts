import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { HistoryRow } from './checkpoint.ts';
import { drawHistory } from './drawHistory.ts';

const COLUMNS: readonly (keyof HistoryRow)[] = [
  'epoch',
  'lr',
  'trainLoss',
  'trainAccuracy',
  'validationLoss',
  'validationAccuracy',
  'seconds',
];

/** Writes `history.csv` and the curves `history.svg` into a run's folder. */
export function writeHistory(directory: string, history: readonly HistoryRow[]): void {
  const lines = history.map((row) =>
    COLUMNS.map((column) => Number(row[column].toPrecision(6))).join(','),
  );
  writeFileSync(
    path.join(directory, 'history.csv'),
    `${[COLUMNS.join(','), ...lines].join('\n')}\n`,
  );
  writeFileSync(path.join(directory, 'history.svg'), drawHistory(history));
}
