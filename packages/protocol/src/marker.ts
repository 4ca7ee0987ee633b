import { z } from 'zod';
import { shortText } from './shortText.ts';
import { timeSchema } from './time.ts';

/** Whole milliseconds, so that what is kept is what was answered. */
const markerTime = timeSchema.transform(Math.round);

/** Something an observer noted: at a moment, or over a time (`endMs`), to be left out where `exclude`. */
export const markerSchema = z.object({
  id: z.string(),
  /** Who set it, and what they were called then. */
  authorId: z.string(),
  author: z.string(),
  label: z.string(),
  /** Milliseconds since the epoch. */
  atMs: z.number(),
  /** End of a range; null for a moment. */
  endMs: z.number().nullable(),
  /** Ranges only: summaries leave it out, and charts shade it. */
  exclude: z.boolean(),
});
export type Marker = z.infer<typeof markerSchema>;

/**
 * The body of `POST /api/sessions/:code/markers`. Without `atMs` it is set at the server's now. Times are
 * rounded to whole milliseconds, and a range must be one after that.
 */
export const newMarkerSchema = z
  .strictObject({
    label: shortText(200, 0),
    atMs: markerTime.optional(),
    endMs: markerTime.nullable().default(null),
    exclude: z.boolean().default(false),
  })
  .refine(({ atMs, endMs }) => endMs === null || (atMs !== undefined && endMs > atMs), {
    message: 'a range ends after it begins',
    path: ['endMs'],
  })
  .refine(({ exclude, endMs }) => !exclude || endMs !== null, {
    message: 'only a range can be excluded',
    path: ['exclude'],
  });
export type NewMarker = z.input<typeof newMarkerSchema>;

export const markerListSchema = z.object({ markers: z.array(markerSchema) });
