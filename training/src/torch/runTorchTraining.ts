import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { HistoryRow } from '../training/checkpoint.ts';
import { historyRowSchema, readCheckpoint, writeCheckpoint } from '../training/checkpoint.ts';
import { createTrainer } from '../training/createTrainer.ts';
import { LAST_CHECKPOINT, type TrainingJob } from '../training/runTraining.ts';
import { writeHistory } from '../training/writeHistory.ts';
import { PYTHON } from './findPython.ts';
import { packDataset } from './packDataset.ts';

const SCRIPT = fileURLToPath(new URL('../../torch/train.py', import.meta.url));

/** What the twin prints: progress within an epoch, then the epoch's row. */
const lineSchema = z.union([
  historyRowSchema,
  z.object({ epoch: z.number().int(), step: z.number().int(), steps: z.number().int() }),
]);

/**
 * Trains by the PyTorch twin: this side makes the first weights and the packed dataset, the twin trains and
 * writes the same checkpoints as `runTraining`.
 *
 * @throws Error when the twin fails; what it said is on stderr by then
 */
export async function runTorchTraining(job: TrainingJob): Promise<HistoryRow[]> {
  const { config, directory, progress, signal } = job;
  mkdirSync(directory, { recursive: true });
  const last = path.join(directory, LAST_CHECKPOINT);
  const history: HistoryRow[] = [];
  if (job.resume) {
    const checkpoint = readCheckpoint(last);
    writeCheckpoint(last, { ...checkpoint, config });
    history.push(...checkpoint.history);
  } else {
    const trainer = createTrainer(config);
    writeCheckpoint(last, { config, history, state: await trainer.save() });
    trainer.dispose();
  }
  const packed = path.join(directory, 'data.packed');
  packDataset(packed, job.train, job.validation);
  const child = spawn(PYTHON, [SCRIPT, directory, packed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', stop);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  for await (const text of createInterface(child.stdout)) {
    const line = lineSchema.parse(JSON.parse(text));
    if ('step' in line) {
      progress.onStep(line.epoch, line.step, line.steps);
      continue;
    }
    const best = Math.max(0, ...history.map((row) => row.validationAccuracy));
    history.push(line);
    writeHistory(directory, history);
    progress.onEpoch(line, line.validationAccuracy > best);
  }
  const status = await ended;
  signal.removeEventListener('abort', stop);
  if (status !== 0 && !signal.aborted) throw new Error(`the PyTorch twin ended with ${status}`);
  return history;
}
