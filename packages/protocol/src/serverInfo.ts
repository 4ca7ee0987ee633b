import { z } from 'zod';
import { modelFactsSchema } from './modelCard.ts';

/** The answer to `GET /api/info`: what is running here. */
export const serverInfoSchema = z.object({
  version: z.string(),
  protocolVersion: z.number().int(),
  /** The engine that analyzes, and one sentence saying why it was chosen. */
  engine: z.string(),
  engineReason: z.string(),
  model: modelFactsSchema,
});
export type ServerInfo = z.infer<typeof serverInfoSchema>;

/** The answer to `GET /api/samples`: photos to try the pages with. */
export const sampleListSchema = z.object({
  samples: z.array(z.object({ name: z.string(), url: z.string() })),
});
export type SampleList = z.infer<typeof sampleListSchema>;
