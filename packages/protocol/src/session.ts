import { z } from 'zod';
import { modelSummarySchema } from './model.ts';
import { purposeSchema } from './purpose.ts';
import { SESSION_CODE } from './sessionCode.ts';
import { shortText } from './shortText.ts';

/**
 * What a seat may do. The `host` switches recording and rules over who is there, and may publish video
 * too; a `participant` publishes; a `viewer` only watches.
 */
export const ROLES = ['host', 'participant', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const sessionCodeSchema = z.string().regex(SESSION_CODE);

export const nameSchema = shortText(60);

/** The body of `POST /api/sessions`. */
export const newSessionSchema = z.strictObject({
  ...purposeSchema.shape,
  title: shortText(120),
  /** What the host is called. */
  name: nameSchema.default('Host'),
  /** Days after its end at which the session is deleted; by default the server's own. */
  retentionDays: z.number().int().min(1).max(3650).optional(),
});
export type NewSession = z.output<typeof newSessionSchema>;

/** The body of `POST /api/sessions/:code/join`. */
export const joinSchema = z.strictObject({
  role: z.enum(['participant', 'viewer']),
  name: nameSchema,
});
export type Join = z.input<typeof joinSchema>;

/** A place in a session and the token for its connection. */
export const seatSchema = z.object({
  sessionCode: sessionCodeSchema,
  participantId: z.string(),
  role: z.enum(ROLES),
  /** Short-lived JWT for the socket's `auth` and as bearer of the routes that take a seat. */
  token: z.string(),
  /** Milliseconds since the epoch. */
  expiresAtMs: z.number(),
});
export type Seat = z.infer<typeof seatSchema>;

/**
 * A seat as it is first handed out, with the lasting key to it: a host's opens all of the session's data,
 * a participant's their own rows, and each gives new tokens for its seat. Only its hash is stored.
 */
export const keyedSeatSchema = seatSchema.extend({ key: z.string() });
export type KeyedSeat = z.infer<typeof keyedSeatSchema>;

/** What one is told of a session before joining it: `GET /api/sessions/:code/lobby`. */
export const lobbySchema = z.object({
  sessionCode: sessionCodeSchema,
  title: z.string(),
  hostName: z.string(),
  ...purposeSchema.shape,
  recording: z.boolean(),
  retentionDays: z.number().int(),
  consentVersion: z.string(),
  /** Whether there is room for another one. */
  room: z.object({ participant: z.boolean(), viewer: z.boolean() }),
});
export type Lobby = z.infer<typeof lobbySchema>;

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
  /** The server's clock, in milliseconds since the epoch. */
  serverTimeMs: z.number(),
});
export type Welcome = z.infer<typeof welcomeSchema>;

/** A participant's decision; `granted: false` withdraws, and deletes what was recorded of them. */
export const consentSchema = z.strictObject({ granted: z.boolean(), version: z.string() });
export type Consent = z.infer<typeof consentSchema>;
