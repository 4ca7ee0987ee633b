import { z } from 'zod';
import { EMOTIONS } from './emotions.ts';

/** What a client may know of the classifier that is running. */
export const modelSummarySchema = z.object({
  id: z.string(),
  /** Always `EMOTIONS`, in its order; sent so that a client can check. */
  labels: z.array(z.enum(EMOTIONS)),
  /** Version of the crop preprocessing. */
  preprocessing: z.string(),
});

/** What a model reaches, by split and label set, for example `validation-fer2013`; fractions, 0..1. */
export const modelMetricsSchema = z.record(
  z.string(),
  z.object({
    count: z.number().int(),
    accuracy: z.number(),
    macroF1: z.number(),
    ece: z.number(),
  }),
);

/** From when on an estimate is shown as certain, and what that was chosen by. */
export const certaintySchema = z.object({
  /** Probability of its label, 0..1; below it an estimate is uncertain. */
  minProbability: z.number().min(0).max(1),
  /** Split and label set that it was chosen on, for example `validation-ferplus`; null where it was not measured. */
  chosenOn: z.string().nullable(),
  /** Share of the certain estimates that were right there. */
  precision: z.number().min(0).max(1).nullable(),
  /** Share of the images there whose estimate was certain. */
  share: z.number().min(0).max(1).nullable(),
});
export type Certainty = z.infer<typeof certaintySchema>;
