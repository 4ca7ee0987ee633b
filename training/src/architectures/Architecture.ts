import type * as tf from '@tensorflow/tfjs';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';
import type { Precision } from '../layers/precision.ts';
import type { Recipe } from '../training/Recipe.ts';

/** What a network is built from. */
export interface BuildSettings {
  /** Channels of the first stage; the others follow from it. */
  readonly width: number;
  /** Share of values dropped, where the architecture drops any. */
  readonly dropout: number;
  /** Seed of the first weights. */
  readonly seed: number;
  /** Source of the dropout masks. */
  readonly random: SeededRandom;
  readonly precision: Precision;
}

/** A network: [N, 48, 48, 1] luma 0..255 → [N, 7] probabilities. */
export interface EmotionNetwork {
  readonly model: tf.LayersModel;
  /** The same layers without the softmax at the end, for a numerically sound loss. */
  readonly logits: tf.LayersModel;
}

/** A named kind of network with the recipe that suits it. */
export interface Architecture {
  readonly name: string;
  readonly width: number;
  readonly dropout: number;
  readonly recipe: Recipe;
  build(settings: BuildSettings): EmotionNetwork;
}
