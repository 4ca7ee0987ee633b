import type { EmotionNetwork } from '../architectures/Architecture.ts';
import { architectureByName } from '../architectures/architectures.ts';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';
import type { RunConfig } from './checkpoint.ts';

/**
 * Builds the network that a run's settings name, with first weights by their seed.
 *
 * @param random what its dropout layers draw from
 */
export function buildNetwork(config: RunConfig, random: SeededRandom): EmotionNetwork {
  const { architecture, width, dropout, seed, precision } = config;
  return architectureByName(architecture).build({ width, dropout, seed, random, precision });
}
