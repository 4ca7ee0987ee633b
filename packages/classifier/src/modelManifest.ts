import { certaintySchema, EMOTIONS, modelMetricsSchema } from '@emostream/protocol';
import { z } from 'zod';

/** `manifest.json` beside each shipped emotion model: what it is and what produced it. */
export const modelManifestSchema = z.object({
  id: z.string(),
  architecture: z.string(),
  /** Must equal `EMOTIONS`, in order. */
  labels: z.array(z.enum(EMOTIONS)),
  input: z.object({
    /** Without the batch dimension: height, width, channels. */
    shape: z.tuple([z.literal(48), z.literal(48), z.literal(1)]),
    /** Luma range that callers pass; normalization is inside the graph. */
    range: z.tuple([z.literal(0), z.literal(255)]),
  }),
  /** Version of the crop preprocessing the metrics hold for. */
  preprocessing: z.string(),
  parameters: z.number().int(),
  multiplyAdds: z.number().int(),
  trainingData: z.string(),
  /** Softmax temperature folded into the graph; 1 means none. */
  temperature: z.number().positive(),
  /** When an estimate is certain enough to be shown as such. */
  certainty: certaintySchema,
  /** Measured by `npm run export` on the exported file. */
  metrics: modelMetricsSchema,
  /** SHA-256 in hex of each file of the model, by path relative to the manifest. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type ModelManifest = z.infer<typeof modelManifestSchema>;
