import path from 'node:path';
import { EMOTION_COUNT } from '@emostream/protocol';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { architectureByName } from '../../../training/src/architectures/architectures.ts';
import { crossEntropy } from '../../../training/src/evaluation/crossEntropy.ts';
import { networkOfCheckpoint } from '../../../training/src/export/networkOfCheckpoint.ts';
import { torchProblem } from '../../../training/src/torch/findPython.ts';
import { runTorchTraining } from '../../../training/src/torch/runTorchTraining.ts';
import { type RunConfig, readCheckpoint } from '../../../training/src/training/checkpoint.ts';
import { LAST_CHECKPOINT } from '../../../training/src/training/runTraining.ts';
import { TemporaryFolder, tinyDataset } from '../support/TinyDataset.ts';

const train = tinyDataset(16, 3, 1);
const validation = { ...tinyDataset(12, 3, 2), split: 'validation' as const };

/** Needs PyTorch, which no package of npm brings. */
describe.skipIf(torchProblem() !== null)('the PyTorch twin', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    await tf.setBackend('cpu');
    folder = new TemporaryFolder();
  });
  afterEach(() => folder.dispose());

  const run = (recipe: Partial<RunConfig['recipe']>, resume = false) =>
    runTorchTraining({
      config: {
        architecture: 'compact',
        width: 4,
        dropout: 0,
        seed: 3,
        precision: 'float32',
        recipe: { ...architectureByName('compact').recipe, batch: 8, epochs: 2, ...recipe },
      },
      train,
      validation,
      directory: folder.path,
      resume,
      progress: { onStep: () => {}, onEpoch: () => {} },
      signal: new AbortController().signal,
    });

  it.each(['sgd', 'muon'] as const)(
    'trained by %s gives the outputs that tfjs gives with its weights',
    async (optimizer) => {
      const last = (await run({ optimizer })).at(-1);
      const checkpoint = readCheckpoint(path.join(folder.path, LAST_CHECKPOINT));
      expect(checkpoint.state.epoch).toBe(2);
      const crops = tf.tensor4d(Float32Array.from(validation.images), [
        validation.count,
        48,
        48,
        1,
      ]);
      const output = networkOfCheckpoint(checkpoint).predict(crops) as tf.Tensor;
      const probabilities = output.dataSync<'float32'>();
      expect(probabilities).toHaveLength(validation.count * EMOTION_COUNT);
      const loss = crossEntropy(Float32Array.from(probabilities), validation.labels);
      expect(loss).toBeCloseTo(last?.validationLoss ?? Number.NaN, 4);
    },
  );

  it('goes on where it was stopped', async () => {
    await run({ epochs: 1 });
    const history = await run({ epochs: 2 }, true);
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it('learns what can be learnt', async () => {
    const still = { rotate: 0, scale: 0, shift: 0, brightness: 0, contrast: 0, mirror: false };
    const history = await run({ ...still, epochs: 12, lr: 0.05, erase: 0, mixup: 0, average: 0 });
    expect(history.at(-1)?.trainLoss).toBeLessThan((history[0]?.trainLoss ?? 0) * 0.7);
  });
});
