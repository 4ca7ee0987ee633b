import * as tf from '@tensorflow/tfjs';
import { architectureByName } from '../architectures/architectures.ts';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import type { Checkpoint } from '../training/checkpoint.ts';
import { FlatWeights } from '../training/FlatWeights.ts';

/** Builds a checkpoint's network with its averaged weights, those that validation measured. */
export function networkOfCheckpoint({ config, state }: Checkpoint): tf.LayersModel {
  const { model } = architectureByName(config.architecture).build({
    width: config.width,
    dropout: config.dropout,
    seed: config.seed,
    random: new SeededRandom(config.seed),
    precision: config.precision,
  });
  const weights = new FlatWeights(model);
  tf.tidy(() => {
    weights.writeTrained(tf.tensor1d(state.averagedTrained, 'float32'));
    weights.writeStatistics(tf.tensor1d(state.averagedStatistics, 'float32'));
  });
  return model;
}
