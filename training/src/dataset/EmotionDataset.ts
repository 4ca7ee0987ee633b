/** Side of the images that datasets hold and models take, pixels. */
export const IMAGE_SIZE = 48;

/** Values of one image. */
export const IMAGE_LENGTH = IMAGE_SIZE * IMAGE_SIZE;

/** The three parts of a dataset, by the names of their folders. */
export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** One split of labelled 48×48 gray images in memory. */
export interface EmotionDataset {
  readonly split: Split;
  readonly count: number;
  /** `count` × 48 × 48 luma values, row-major. */
  readonly images: Uint8Array;
  /** `count` class numbers, in the order of `EMOTIONS`. */
  readonly labels: Uint8Array;
  /** `count` × 7 votes of FER+ in the order of `EMOTIONS`, or null without a vote file. */
  readonly votes: Float32Array | null;
  /** Number of FER+ votes for each image in all ten columns, or null without a vote file. */
  readonly voteTotals: Float32Array | null;
}
