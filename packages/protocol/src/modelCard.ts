import { z } from 'zod';
import { certaintySchema, modelMetricsSchema, modelSummarySchema } from './model.ts';
import { modelReportSchema } from './modelReport.ts';

/** What the running model's manifest says of it. */
export const modelFactsSchema = modelSummarySchema.extend({
  architecture: z.string(),
  parameters: z.number().int(),
  /** For one face. */
  multiplyAdds: z.number().int(),
  trainingData: z.string(),
  /** Softmax temperature folded into the probabilities; 1 means none. */
  temperature: z.number(),
  certainty: certaintySchema,
  metrics: modelMetricsSchema,
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;

/** The answer to `GET /api/model`: the running model, and what was measured of it. */
export const modelCardSchema = z.object({
  model: modelFactsSchema,
  /** Null where there is none of this very model; `reportProblem` then says why. */
  report: modelReportSchema.nullable(),
  /** A sentence for people; null with a report. */
  reportProblem: z.string().nullable(),
});
export type ModelCard = z.infer<typeof modelCardSchema>;
