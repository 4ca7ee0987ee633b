import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { EmotionDataset } from '../dataset/EmotionDataset.ts';
import { crossEntropy } from '../evaluation/crossEntropy.ts';
import { measure } from '../evaluation/measure.ts';
import { type HistoryRow, type RunConfig, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { createTrainer } from './createTrainer.ts';
import { writeHistory } from './writeHistory.ts';

/** File of the last epoch's state in a run's folder. */
export const LAST_CHECKPOINT = 'last.ckpt';

/** File of the epoch with the best validation accuracy. */
export const BEST_CHECKPOINT = 'best.ckpt';

/** What a run reports while it goes on. */
export interface TrainingProgress {
  onStep(epoch: number, step: number, steps: number): void;
  onEpoch(row: HistoryRow, isBest: boolean): void;
}

/** One call of `runTraining`. */
export interface TrainingJob {
  readonly config: RunConfig;
  readonly train: EmotionDataset;
  readonly validation: EmotionDataset;
  /** Folder for checkpoints and history. */
  readonly directory: string;
  /** Continue the folder's last checkpoint, whose settings must be `config`'s but for the epochs. */
  readonly resume: boolean;
  readonly progress: TrainingProgress;
  /** Stops the run; the epoch under way is then lost. */
  readonly signal: AbortSignal;
}

/**
 * Trains until the recipe's last epoch, keeping the last and the best epoch (by validation accuracy on
 * the dataset's own labels).
 *
 * @returns The history, the earlier epochs of a resumed run included.
 */
export async function runTraining(job: TrainingJob): Promise<HistoryRow[]> {
  const { config, directory, progress, signal } = job;
  mkdirSync(directory, { recursive: true });
  const { recipe } = config;
  const trainer = createTrainer(config);
  const history: HistoryRow[] = [];
  if (job.resume) {
    const checkpoint = readCheckpoint(path.join(directory, LAST_CHECKPOINT));
    trainer.restore(checkpoint.state);
    history.push(...checkpoint.history);
  }
  while (trainer.epoch < recipe.epochs && !signal.aborted) {
    const startMs = performance.now();
    const epoch = trainer.epoch + 1;
    const onStep = (step: number, steps: number): void => progress.onStep(epoch, step, steps);
    const summary = await trainer.runEpoch(job.train, onStep, signal);
    if (summary === null) break;
    const probabilities = await trainer.predict(job.validation);
    const bestBefore = Math.max(0, ...history.map((row) => row.validationAccuracy));
    const row: HistoryRow = {
      epoch,
      lr: summary.lr,
      trainLoss: summary.loss,
      trainAccuracy: summary.accuracy,
      validationLoss: crossEntropy(probabilities, job.validation.labels),
      validationAccuracy: measure(probabilities, job.validation.labels).accuracy,
      seconds: (performance.now() - startMs) / 1000,
    };
    history.push(row);
    const isBest = row.validationAccuracy > bestBefore;
    const checkpoint = { config, history, state: await trainer.save() };
    if (isBest) writeCheckpoint(path.join(directory, BEST_CHECKPOINT), checkpoint);
    writeCheckpoint(path.join(directory, LAST_CHECKPOINT), checkpoint);
    writeHistory(directory, history);
    progress.onEpoch(row, isBest);
  }
  trainer.dispose();
  return history;
}
