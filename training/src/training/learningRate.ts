import type { Recipe } from './Recipe.ts';

/**
 * The learning rate of one step: a linear rise over the warm-up epochs, then the schedule; cosine
 * (Loshchilov and Hutter 2017) ends near zero.
 *
 * @param progress Epochs done so far, with the fraction of the one under way.
 */
export function learningRate(
  recipe: Pick<Recipe, 'epochs' | 'lr' | 'schedule' | 'warmupEpochs'>,
  progress: number,
): number {
  const { epochs, lr, schedule, warmupEpochs } = recipe;
  if (progress < warmupEpochs) return (lr * progress) / warmupEpochs;
  if (schedule === 'constant') return lr;
  const share = Math.min(1, (progress - warmupEpochs) / Math.max(1e-9, epochs - warmupEpochs));
  return (lr * (1 + Math.cos(Math.PI * share))) / 2;
}
