import { z } from 'zod';
import { EMOTION_COUNT, EMOTIONS } from './emotions.ts';

/** A rectangle in fractions of the frame, 0..1, origin at the top left. It may reach past the edge. */
export const boxSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
});
/** A rectangle in fractions of the frame. */
export type Box = z.infer<typeof boxSchema>;

/** Seven probabilities in the order of `EMOTIONS`, summing to one. */
export const probabilitiesSchema = z.array(z.number().min(0).max(1)).length(EMOTION_COUNT);
export type Probabilities = z.infer<typeof probabilitiesSchema>;

/**
 * What makes a face hard to read, the worst thing first; `good` where nothing does. A face that is not
 * `good` is shown as uncertain.
 */
export const FACE_QUALITIES = ['good', 'small', 'dark', 'blurred', 'turned'] as const;
export type FaceQuality = (typeof FACE_QUALITIES)[number];

/** One face of a frame as it crosses the wire. */
export const faceSchema = z.object({
  /** Stable within a publisher for as long as the face is followed; never reused in a session. */
  trackId: z.number().int().nonnegative(),
  box: boxSchema,
  /** Detection score, 0..1. */
  score: z.number().min(0).max(1),
  /** The label to show: hysteresis over the smoothed probabilities, not the raw maximum. */
  emotion: z.enum(EMOTIONS),
  /** Its label is less probable than the model's `certainty` asks for, or `quality` is not `good`. */
  uncertain: z.boolean(),
  quality: z.enum(FACE_QUALITIES),
  /** What the classifier said of this frame alone. */
  raw: probabilitiesSchema,
  /** The same, smoothed over time along the track. */
  smoothed: probabilitiesSchema,
  /** The smoothed ones relative to this person's own neutral face; null while none was measured. */
  adjusted: probabilitiesSchema.nullable(),
});
export type Face = z.infer<typeof faceSchema>;
