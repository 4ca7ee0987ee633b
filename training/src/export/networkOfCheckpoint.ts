import * as tf from '@tensorflow/tfjs';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { buildNetwork } from '../training/buildNetwork.ts';
import type { Checkpoint } from '../training/checkpoint.ts';
import { FlatWeights } from '../training/FlatWeights.ts';

/** Builds a checkpoint's network with its averaged weights, those that validation measured. */
export function networkOfCheckpoint({ config, state }: Checkpoint): tf.LayersModel {
  const { model } = buildNetwork(config, new SeededRandom(config.seed));
  const weights = new FlatWeights(model);
  tf.tidy(() => {
    weights.writeTrained(tf.tensor1d(state.averagedTrained, 'float32'));
    weights.writeStatistics(tf.tensor1d(state.averagedStatistics, 'float32'));
  });
  return model;
}
