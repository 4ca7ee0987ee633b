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
