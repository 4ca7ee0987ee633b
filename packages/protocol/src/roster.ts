import { z } from 'zod';
import { problemSchema } from './problem.ts';
import { ROLES, sessionCodeSchema } from './session.ts';

/** How far the measuring of a participant's neutral face has come. */
export const baselineSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  /** Being measured until that time of the server's clock. */
  z.object({ state: z.literal('measuring'), untilMs: z.number() }),
  z.object({ state: z.literal('set') }),
  z.object({ state: z.literal('failed'), reason: z.enum(['no_face', 'poor_quality']) }),
]);
export type Baseline = z.infer<typeof baselineSchema>;

/** Somebody who has a seat. */
export const memberSchema = z.object({
  participantId: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  connected: z.boolean(),
  consented: z.boolean(),
  /** The host has switched this participant's camera off. */
  muted: z.boolean(),
  baseline: baselineSchema,
});
export type Member = z.infer<typeof memberSchema>;

/** Whether rows are written. `paused`: the host wants it, but they cannot be; the live view goes on. */
export const recordingSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('on'), sinceMs: z.number() }),
  z.object({ state: z.literal('paused'), problem: problemSchema }),
]);
export type Recording = z.infer<typeof recordingSchema>;

/** Who is there and what is going on, sent whole whenever something of it changes. */
export const rosterSchema = z.object({
  sessionCode: sessionCodeSchema,
  title: z.string(),
  startedAtMs: z.number(),
  recording: recordingSchema,
  members: z.array(memberSchema),
});
export type Roster = z.infer<typeof rosterSchema>;

/** What the host may do while the session is live. */
export const hostCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('record'), on: z.boolean() }),
  z.strictObject({ command: z.literal('mute'), participantId: z.string(), muted: z.boolean() }),
  z.strictObject({ command: z.literal('remove'), participantId: z.string() }),
  z.strictObject({ command: z.literal('end') }),
]);
export type HostCommand = z.infer<typeof hostCommandSchema>;

/** `start` measures the neutral face anew over five seconds, `clear` forgets it. */
export const baselineCommandSchema = z.enum(['start', 'clear']);
export type BaselineCommand = z.infer<typeof baselineCommandSchema>;
