import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { architectureByName } from '../../../training/src/architectures/architectures.ts';
import { CheckpointError } from '../../../training/src/training/CheckpointError.ts';
import {
  type Checkpoint,
  readCheckpoint,
  writeCheckpoint,
} from '../../../training/src/training/checkpoint.ts';
import { TemporaryFolder } from '../support/TinyDataset.ts';

const CHECKPOINT: Checkpoint = {
  config: {
    architecture: 'compact',
    width: 4,
    dropout: 0.1,
    seed: 7,
    precision: 'bfloat16',
    recipe: architectureByName('compact').recipe,
  },
  history: [
    {
      epoch: 1,
      lr: 0.1,
      trainLoss: 1.5,
      trainAccuracy: 0.4,
      validationLoss: 1.4,
      validationAccuracy: 0.45,
      seconds: 12,
    },
  ],
  state: {
    epoch: 1,
    steps: 224,
    trained: Float32Array.of(1, -2, Math.PI),
    statistics: new Float32Array(0),
    averagedTrained: Float32Array.of(1e-30, 3, 4),
    averagedStatistics: new Float32Array(0),
    slots: [Float32Array.of(5, 6, 7)],
  },
};

describe('a checkpoint file', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = new TemporaryFolder();
  });
  afterEach(() => folder.dispose());

  it('gives back what was written, and leaves nothing beside it', () => {
    const file = folder.file('last.ckpt');
    writeCheckpoint(file, CHECKPOINT);
    writeCheckpoint(file, CHECKPOINT);
    expect(readCheckpoint(file)).toEqual(CHECKPOINT);
    expect(readdirSync(folder.path)).toEqual(['last.ckpt']);
  });

  it('is refused by name when it is missing, cut short or something else', () => {
    const file = folder.file('last.ckpt');
    expect(() => readCheckpoint(file)).toThrow(`${file}: there is no checkpoint`);
    writeCheckpoint(file, CHECKPOINT);
    const bytes = readFileSync(file);
    const short = folder.write('short.ckpt', bytes.subarray(0, bytes.length - 2));
    expect(() => readCheckpoint(short)).toThrow(`${short}: is cut short`);
    const headless = folder.write('headless.ckpt', bytes.subarray(0, 30));
    expect(() => readCheckpoint(headless)).toThrow(`${headless}: is cut short`);
    const empty = folder.write('empty.ckpt', bytes.subarray(0, 10));
    expect(() => readCheckpoint(empty)).toThrow(CheckpointError);
    const other = folder.write('other.ckpt', 'something else');
    expect(() => readCheckpoint(other)).toThrow(`${other}: is not a checkpoint`);
  });
});
