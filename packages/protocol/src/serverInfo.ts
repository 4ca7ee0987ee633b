import { z } from 'zod';
import { modelSummarySchema } from './model.ts';

/** The answer to `GET /api/info`: what is running here. */
export const serverInfoSchema = z.object({
  version: z.string(),
  protocolVersion: z.number().int(),
  /** The engine that analyzes, and one sentence saying why it was chosen. */
  engine: z.string(),
  engineReason: z.string(),
  model: modelSummarySchema.extend({
    parameters: z.number().int(),
    multiplyAdds: z.number().int(),
    trainingData: z.string(),
    /** By split and label set, for example `validation/fer2013`; fractions, 0..1. */
    metrics: z.record(
      z.string(),
      z.object({
        count: z.number().int(),
        accuracy: z.number(),
        macroF1: z.number(),
        ece: z.number(),
      }),
    ),
  }),
});
export type ServerInfo = z.infer<typeof serverInfoSchema>;

/** The answer to `GET /api/samples`: photos to try the pages with. */
export const sampleListSchema = z.object({
  samples: z.array(z.object({ name: z.string(), url: z.string() })),
});
export type SampleList = z.infer<typeof sampleListSchema>;
