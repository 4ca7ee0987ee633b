import { z } from 'zod';
import { EMOTIONS } from './emotions.ts';

const share = z.number().min(0).max(1);

/** A model measured against one set of labels of one split. */
const evaluationSchema = z.object({
  count: z.number().int(),
  accuracy: share,
  macroF1: share,
  /** Expected calibration error over the bins below. */
  ece: share,
  /** Equal bins of the largest probability, rising; one without images has zeros. */
  calibration: z.array(
    z.object({ count: z.number().int(), meanConfidence: share, accuracy: share }),
  ),
  perClass: z.record(
    z.enum(EMOTIONS),
    z.object({ count: z.number().int(), precision: share, recall: share, f1: share }),
  ),
  /** Rows are labels, columns predictions, both in the order of `EMOTIONS`. */
  confusion: z.array(z.array(z.number().int())),
  /** How often what is shown as certain is right, and the share of images that is. */
  certain: z.object({ precision: share, share }),
});

/** Accuracy of a kind of worse picture, level by level. */
const robustnessSchema = z.object({
  change: z.enum(['brightness', 'blur', 'jpeg', 'noise', 'bar', 'size']),
  levels: z.array(z.object({ level: z.number(), accuracy: share })),
});

/** `report.json` beside a shipped model: what was measured of it. */
export const modelReportSchema = z.object({
  /** Id of the model that was measured. */
  model: z.string(),
  /** By split and label set, for example `validation-fer2013`. */
  evaluations: z.record(z.string(), evaluationSchema),
  /** Measured on `images` of the validation split, by its own labels. */
  robustness: z.object({
    images: z.number().int(),
    accuracy: share,
    changes: z.array(robustnessSchema),
  }),
});
export type ModelReport = z.infer<typeof modelReportSchema>;
