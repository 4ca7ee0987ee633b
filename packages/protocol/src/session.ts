import { z } from 'zod';
import { modelSummarySchema } from './model.ts';

/** What a connection may do: `publisher` sends frames, `viewer` only receives. */
export const ROLES = ['publisher', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Letters of a session code: no vowels (no words) and none that are mistaken for another. */
export const SESSION_CODE_ALPHABET = 'BCDFGHJKMNPQRTVWXYZ';
export const SESSION_CODE_LENGTH = 6;
export const sessionCodeSchema = z
  .string()
  .regex(new RegExp(`^[${SESSION_CODE_ALPHABET}]{${SESSION_CODE_LENGTH}}$`));

/** The answer to `POST /api/sessions` and `POST /api/sessions/:code/token`: a seat. */
export const seatSchema = z.object({
  sessionCode: sessionCodeSchema,
  participantId: z.string(),
  role: z.enum(ROLES),
  /** Short-lived JWT for the socket's `auth`. */
  token: z.string(),
  /** Milliseconds since the epoch. */
  expiresAtMs: z.number(),
});
export type Seat = z.infer<typeof seatSchema>;

/** What the socket's `auth` must carry. */
export const handshakeSchema = z.object({
  token: z.string().min(1),
  protocolVersion: z.number().int(),
});

/** The first event of a connection. */
export const welcomeSchema = z.object({
  protocolVersion: z.number().int(),
  sessionCode: sessionCodeSchema,
  participantId: z.string(),
  role: z.enum(ROLES),
  /** Whether this participant's consent is on record; frames are refused without it. */
  consented: z.boolean(),
  consentVersion: z.string(),
  /** How many frames may be unacknowledged at once. */
  credits: z.number().int().positive(),
  /** The engine that analyzes, by name. */
  engine: z.string(),
  model: modelSummarySchema,
});
export type Welcome = z.infer<typeof welcomeSchema>;

/** A participant's decision; `granted: false` withdraws. */
export const consentSchema = z.strictObject({ granted: z.boolean(), version: z.string() });
export type Consent = z.infer<typeof consentSchema>;
