import { z } from 'zod';

const share = z.number().min(0).max(1);

/** Everything that decides how a network is trained, apart from the data and the seed. */
export const recipeSchema = z.object({
  epochs: z.number().int().positive(),
  /** Images of one step. */
  batch: z.number().int().positive(),
  optimizer: z.enum(['sgd', 'adam', 'muon']),
  /** Highest learning rate. */
  lr: z.number().positive(),
  schedule: z.enum(['cosine', 'constant']),
  /** Epochs in which the rate rises from zero. */
  warmupEpochs: z.number().min(0),
  /** Highest learning rate of convolution kernels under `muon`; `lr` is that of everything else. */
  muonLr: z.number().positive(),
  /** Nesterov momentum of `sgd` and `muon`. */
  momentum: share,
  /** L2 decay of convolution and dense kernels. */
  weightDecay: z.number().min(0),
  /** Share of each target spread evenly over the classes. */
  labelSmoothing: share,
  /** Share of each target that follows the FER+ votes, where there are any. */
  ferplusShare: share,
  /** What the weights' running average keeps at each step; 0 uses the weights themselves. */
  average: share,
  /** Share of batches in which pairs of images are mixed (Zhang et al. 2018). */
  mixup: share,
  /** Last share of the epochs, trained without erasing and mixup. */
  calmShare: share,
  /** Mirror half of the images. */
  mirror: z.boolean(),
  /** Largest rotation, degrees. */
  rotate: z.number().min(0).max(180),
  /** Largest change of size, as a share of it. */
  scale: z.number().min(0).max(0.9),
  /** Largest shift in each direction, as a share of the side. */
  shift: share,
  /** Largest change of brightness, as a share of the range 0..255. */
  brightness: share,
  /** Largest change of contrast, as a share of it. */
  contrast: share,
  /** Share of images of which a rectangle is painted over. */
  erase: share,
  /** Share of images that are mixed with a blurred copy of themselves. */
  soften: share,
  /** Largest standard deviation of added noise, of 256 levels. */
  noise: z.number().min(0),
});
export type Recipe = z.infer<typeof recipeSchema>;
