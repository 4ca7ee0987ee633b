import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { buildNetwork } from './buildNetwork.ts';
import type { RunConfig } from './checkpoint.ts';
import { Trainer } from './Trainer.ts';

/** Builds a run's network, ready to be trained. */
export function createTrainer(config: RunConfig): Trainer {
  const random = new SeededRandom(config.seed);
  return new Trainer(buildNetwork(config, random), config.recipe, config.seed, random);
}
