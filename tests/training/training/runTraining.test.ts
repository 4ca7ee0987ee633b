import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { architectureByName } from '../../../training/src/architectures/architectures.ts';
import {
  type HistoryRow,
  type RunConfig,
  readCheckpoint,
} from '../../../training/src/training/checkpoint.ts';
import type { Recipe } from '../../../training/src/training/Recipe.ts';
import {
  BEST_CHECKPOINT,
  LAST_CHECKPOINT,
  runTraining,
} from '../../../training/src/training/runTraining.ts';
import { TemporaryFolder, tinyDataset } from '../support/TinyDataset.ts';

const train = tinyDataset(8, 3, 1);
const validation = tinyDataset(6, 3, 2);

function tinyConfig(architecture: string, recipe: Partial<Recipe> = {}): RunConfig {
  return {
    architecture,
    width: 2,
    dropout: 0.2,
    seed: 3,
    precision: 'float32',
    recipe: { ...architectureByName(architecture).recipe, batch: 4, epochs: 3, ...recipe },
  };
}

describe('a training run', () => {
  let folder: TemporaryFolder;
  beforeAll(() => tf.setBackend('cpu'));
  beforeEach(() => {
    folder = new TemporaryFolder();
  });
  afterEach(() => folder.dispose());

  function run(
    name: string,
    config: RunConfig,
    options: { resume?: boolean; signal?: AbortSignal; onStep?: (epoch: number) => void } = {},
  ): Promise<HistoryRow[]> {
    return runTraining({
      config,
      train,
      validation,
      directory: path.join(folder.path, name),
      resume: options.resume ?? false,
      progress: { onStep: (epoch) => options.onStep?.(epoch), onEpoch: () => {} },
      signal: options.signal ?? new AbortController().signal,
    });
  }

  const checkpoint = (name: string, file = LAST_CHECKPOINT) =>
    readCheckpoint(path.join(folder.path, name, file));

  /** A history without the times, which differ from run to run. */
  const timeless = (history: readonly HistoryRow[]) =>
    history.map((row) => ({ ...row, seconds: 0 }));

  it.each([
    ['compact', {}],
    ['sequential', { mirror: true, erase: 0.5, average: 0.9 }],
  ])('of %s resumes exactly: one epoch and two more equal three', async (name, recipe) => {
    const config = tinyConfig(name, recipe);
    const whole = await run('whole', config);

    const controller = new AbortController();
    const stopAtSecond = (epoch: number) => epoch === 2 && controller.abort();
    const first = await run('parts', config, { signal: controller.signal, onStep: stopAtSecond });
    expect(first).toHaveLength(1);
    const both = await run('parts', config, { resume: true });

    expect(timeless(both)).toEqual(timeless(whole));
    const [a, b] = [checkpoint('whole'), checkpoint('parts')];
    expect(b.state).toEqual(a.state);
    expect(b.state.epoch).toBe(3);
    const moved = a.state.trained.some((value, i) => value !== a.state.averagedTrained[i]);
    expect(moved).toBe(true);
  });

  it('differs with another seed', async () => {
    const config = tinyConfig('compact', { epochs: 1 });
    await run('a', config);
    await run('b', { ...config, seed: 4 });
    expect(checkpoint('b').state.trained).not.toEqual(checkpoint('a').state.trained);
  });

  it.each(['sgd', 'muon'] as const)('learns what can be learnt by %s', async (optimizer) => {
    const still = {
      ...{ mirror: false, rotate: 0, scale: 0, shift: 0, brightness: 0, contrast: 0 },
      ...{ soften: 0, noise: 0 },
    };
    const recipe = {
      optimizer,
      epochs: 7,
      lr: 0.05,
      muonLr: 0.02,
      erase: 0,
      mixup: 0,
      labelSmoothing: 0,
      average: 0,
    };
    const config = { ...tinyConfig('compact', { ...recipe, ...still }), width: 4, dropout: 0 };
    const history = await run('learning', config);
    const [first, last] = [history[0], history.at(-1)];
    expect(last?.trainLoss).toBeLessThan((first?.trainLoss ?? 0) * 0.6);
    expect(last?.validationAccuracy).toBeGreaterThan(0.8);
  });

  it('stops within the epoch under way and keeps the epochs before it', async () => {
    const controller = new AbortController();
    const history = await run('stopped', tinyConfig('compact'), {
      signal: controller.signal,
      onStep: (epoch) => epoch === 2 && controller.abort(),
    });
    expect(history.map((row) => row.epoch)).toEqual([1]);
    expect(checkpoint('stopped').state.epoch).toBe(1);
  });

  it('keeps the epoch with the best validation accuracy', async () => {
    const history = await run('best', tinyConfig('compact', { epochs: 4, lr: 0.3 }));
    const best = Math.max(...history.map((row) => row.validationAccuracy));
    const expected = history.find((row) => row.validationAccuracy === best)?.epoch;
    expect(checkpoint('best', BEST_CHECKPOINT).state.epoch).toBe(expected);
  });

  it('writes its history as CSV and as curves', async () => {
    await run('written', tinyConfig('compact', { epochs: 2 }));
    const [heading, ...rows] = readFileSync(folder.file('written', 'history.csv'), 'utf8')
      .trim()
      .split('\n');
    expect(heading).toContain('epoch,lr,trainLoss,trainAccuracy,validationLoss,validationAccuracy');
    expect(rows.map((row) => row.split(',')[0])).toEqual(['1', '2']);
    const svg = readFileSync(folder.file('written', 'history.svg'), 'utf8');
    expect(svg.match(/<polyline/g)).toHaveLength(4);
    expect(svg).not.toContain('NaN');
  });
});
