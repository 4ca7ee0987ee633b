import { z } from 'zod';
import { EMOTIONS } from './emotions.ts';
import { FACE_QUALITIES } from './face.ts';

/** Probabilities by name, for programs that read JSON. */
export const namedProbabilitiesSchema = z.record(z.enum(EMOTIONS), z.number().min(0).max(1));
export type NamedProbabilities = z.infer<typeof namedProbabilitiesSchema>;

/** One face of a still picture; the box is in pixels of the upright picture. */
export const predictedFaceSchema = z.object({
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  score: z.number().min(0).max(1),
  emotion: z.enum(EMOTIONS),
  probabilities: namedProbabilitiesSchema,
  /** As in a live session: too improbable for this model, or too hard to read, to be shown as certain. */
  uncertain: z.boolean(),
  quality: z.enum(FACE_QUALITIES),
});
export type PredictedFace = z.infer<typeof predictedFaceSchema>;

/** The answer to `POST /api/predict`. */
export const predictionSchema = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  faces: z.array(predictedFaceSchema),
  modelId: z.string(),
  timings: z.object({
    decodeMs: z.number(),
    detectMs: z.number(),
    cropMs: z.number(),
    classifyMs: z.number(),
    totalMs: z.number(),
  }),
});
export type Prediction = z.infer<typeof predictionSchema>;
