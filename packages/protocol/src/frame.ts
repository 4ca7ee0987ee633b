import { z } from 'zod';
import { faceSchema } from './face.ts';
import { problemSchema } from './problem.ts';
import { timeSchema } from './time.ts';

/** What travels beside the JPEG of a `frame` event. */
export const frameMetaSchema = z.strictObject({
  /** Counts up by publisher; a result echoes it. */
  seq: z.number().int().nonnegative(),
  /** The publisher's own clock at capture, in milliseconds; echoed, never compared across machines. */
  capturedAtMs: timeSchema,
});
export type FrameMeta = z.infer<typeof frameMetaSchema>;

/** The acknowledgement of a `frame`, which returns the credit that was spent on it. */
export const frameAckSchema = z.discriminatedUnion('status', [
  /** The frame was analyzed; its result was emitted before this acknowledgement. */
  z.object({ status: z.literal('analyzed'), seq: z.number().int() }),
  /** A newer frame replaced it before an analyzer was free. Counted, not an error. */
  z.object({ status: z.literal('dropped'), seq: z.number().int() }),
  /** The frame was refused or its analysis failed. */
  z.object({
    status: z.literal('rejected'),
    seq: z.number().int().nullable(),
    problem: problemSchema,
  }),
]);
export type FrameAck = z.infer<typeof frameAckSchema>;

/** How long each stage took on the server, in milliseconds. */
export const stageTimingsSchema = z.object({
  /** From arrival to the start of the analysis. */
  queueMs: z.number().nonnegative(),
  decodeMs: z.number().nonnegative(),
  detectMs: z.number().nonnegative(),
  cropMs: z.number().nonnegative(),
  classifyMs: z.number().nonnegative(),
  /** From arrival to the emission of the result. */
  totalMs: z.number().nonnegative(),
});

/** What the server says of one frame. */
export const frameResultSchema = z.object({
  participantId: z.string(),
  seq: z.number().int().nonnegative(),
  capturedAtMs: z.number().nonnegative(),
  /** Its capture on the server's clock, in milliseconds since the epoch; the time of its rows. */
  atMs: z.number(),
  /** The server's clock when the frame arrived, in milliseconds since the epoch. */
  receivedAtMs: z.number(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  faces: z.array(faceSchema),
  timings: stageTimingsSchema,
});
export type FrameResult = z.infer<typeof frameResultSchema>;
