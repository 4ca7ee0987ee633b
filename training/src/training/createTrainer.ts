import { architectureByName } from '../architectures/architectures.ts';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import type { RunConfig } from './checkpoint.ts';
import { Trainer } from './Trainer.ts';

/** Builds the network that a run's settings name, with first weights by their seed, ready to be trained. */
export function createTrainer({ recipe, architecture, ...settings }: RunConfig): Trainer {
  const random = new SeededRandom(settings.seed);
  const network = architectureByName(architecture).build({ ...settings, random });
  return new Trainer(network, recipe, settings.seed, random);
}
