import { z } from 'zod';
import { EMOTIONS } from './emotions.ts';
import { purposeSchema } from './purpose.ts';
import { sessionCodeSchema } from './session.ts';
import { queryTimeSchema } from './time.ts';

/** A session in a list. Times are milliseconds since the epoch. */
export const sessionOverviewSchema = z.object({
  sessionCode: sessionCodeSchema,
  title: z.string(),
  ...purposeSchema.shape,
  createdAtMs: z.number(),
  /** Null while it is open. */
  endedAtMs: z.number().nullable(),
  /** When it is deleted; null while it is open. */
  expiresAtMs: z.number().nullable(),
  retentionDays: z.number().int(),
  participantCount: z.number().int(),
  /** Rows recorded: analyzed frames. */
  frameCount: z.number().int(),
  markerCount: z.number().int(),
  /** From the first recorded frame to the last; zero where there is none. */
  recordedMs: z.number(),
  /** What the asker's key opens: everything, or their own rows. */
  access: z.enum(['all', 'own']),
});
export type SessionOverview = z.infer<typeof sessionOverviewSchema>;

/** The body of `POST /api/sessions/list`: the keys that this browser keeps. */
export const sessionListQuerySchema = z.strictObject({
  keys: z.array(z.string().max(200)).max(500),
  search: z.string().max(120).default(''),
});
export const sessionListSchema = z.object({ sessions: z.array(sessionOverviewSchema) });

/** Somebody of whom there are, or could be, rows. */
export const recordedParticipantSchema = z.object({
  participantId: z.string(),
  name: z.string(),
  joinedAtMs: z.number(),
  frameCount: z.number().int(),
  /** Frames that came but were replaced by newer ones before their analysis. */
  droppedCount: z.number().int(),
  trackCount: z.number().int(),
});
export type RecordedParticipant = z.infer<typeof recordedParticipantSchema>;

/** The answer to `GET /api/sessions/:code`. */
export const sessionDetailsSchema = sessionOverviewSchema.extend({
  /** First and last recorded frame; null where nothing was recorded. */
  firstFrameMs: z.number().nullable(),
  lastFrameMs: z.number().nullable(),
  participants: z.array(recordedParticipantSchema),
  /** What produced the rows; several where the server changed its model in between. */
  models: z.array(z.object({ modelId: z.string(), preprocessing: z.string() })),
});
export type SessionDetails = z.infer<typeof sessionDetailsSchema>;

/** Which values of a row are meant. */
export const VALUE_KINDS = ['raw', 'smoothed', 'adjusted'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/**
 * One track, cut into buckets of equal length, column by column. Buckets without a face of the track are
 * left out: a gap between two times is a gap.
 */
export const trackTimelineSchema = z.object({
  trackId: z.number().int(),
  /** Start of each bucket, in milliseconds after the timeline's `fromMs`, ascending. */
  timesMs: z.array(z.number().int()),
  /** Rows in each bucket. */
  counts: z.array(z.number().int()),
  /** Mean probability of each emotion (in the order of `EMOTIONS`) in each bucket. */
  means: z.array(z.array(z.number())).length(EMOTIONS.length),
  /** The label shown most of the bucket's rows, as index into `EMOTIONS`. */
  labels: z.array(z.number().int()),
  /** Share of the bucket's rows that were uncertain. */
  uncertain: z.array(z.number()),
});
export type TrackTimeline = z.infer<typeof trackTimelineSchema>;

/** One participant: their tracks, and where frames were analyzed at all. */
export const participantTimelineSchema = z.object({
  participantId: z.string(),
  name: z.string(),
  tracks: z.array(trackTimelineSchema),
  /** Analyzed frames, dropped frames and frames without a face in each bucket that has any frame. */
  coverage: z.object({
    timesMs: z.array(z.number().int()),
    frames: z.array(z.number().int()),
    dropped: z.array(z.number().int()),
    empty: z.array(z.number().int()),
  }),
});
export type ParticipantTimeline = z.infer<typeof participantTimelineSchema>;

/**
 * The answer to `GET /api/sessions/:code/timeline?from&to&points&values&participant`: the range in at most
 * `points` buckets. Without a range it is the whole recording.
 */
export const timelineSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  bucketMs: z.number().positive(),
  values: z.enum(VALUE_KINDS),
  participants: z.array(participantTimelineSchema),
});
export type Timeline = z.infer<typeof timelineSchema>;

/** The query of `timeline`. Points are the most buckets wanted. */
export const timelineQuerySchema = z.object({
  from: queryTimeSchema.optional(),
  to: queryTimeSchema.optional(),
  points: z.coerce.number().int().min(10).max(5000).default(1000),
  values: z.enum(VALUE_KINDS).default('smoothed'),
  participant: z.string().optional(),
});

/** Of one participant, over a range, without what is excluded. */
export const participantSummarySchema = z.object({
  participantId: z.string(),
  name: z.string(),
  frames: z.number().int(),
  faces: z.number().int(),
  /** Faces whose label was uncertain; they count in no share. */
  uncertainFaces: z.number().int(),
  /** Time with a certain label, in milliseconds, and the share of it of each emotion; they sum to one. */
  labelledMs: z.number(),
  shares: z.array(z.number()).length(EMOTIONS.length),
  /** Mean smoothed probability of each emotion over all faces. */
  means: z.array(z.number()).length(EMOTIONS.length),
  /** How often the shown label changed within a track. */
  changes: z.number().int(),
  /** The moment at which each emotion was strongest, by its smoothed probability; null without faces. */
  peaks: z.array(z.object({ atMs: z.number(), probability: z.number() }).nullable()),
});
export type ParticipantSummary = z.infer<typeof participantSummarySchema>;

/** The answer to `GET /api/sessions/:code/summary?from&to`. */
export const summarySchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  participants: z.array(participantSummarySchema),
});
export type Summary = z.infer<typeof summarySchema>;

/** Most rows (faces, and frames without any) in one answer to `replay`: about 1 MB. */
export const REPLAY_ROWS = 4000;

/**
 * The answer to `GET /api/sessions/:code/replay?from&to`: every row, for drawing. At most a minute may be
 * asked for. Where that holds more than `REPLAY_ROWS`, `toMs` is earlier than asked, all rows before it are
 * there, and whoever wants the rest asks again with `from` there.
 */
export const replaySchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  frames: z.array(
    z.object({
      participantId: z.string(),
      atMs: z.number(),
      width: z.number().int(),
      height: z.number().int(),
      faces: z.array(
        z.object({
          trackId: z.number().int(),
          /** x, y, width, height in fractions of the frame. */
          box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
          score: z.number(),
          emotion: z.enum(EMOTIONS),
          uncertain: z.boolean(),
          smoothed: z.array(z.number()).length(EMOTIONS.length),
        }),
      ),
    }),
  ),
});
export type Replay = z.infer<typeof replaySchema>;

/** How many rows a deletion took. */
export const deletionSchema = z.object({
  frames: z.number().int(),
  faces: z.number().int(),
  markers: z.number().int(),
});
export type Deletion = z.infer<typeof deletionSchema>;

/** One entry of the audit log: what was done to a session's data and by what right. Never content. */
export const auditEntrySchema = z.object({
  atMs: z.number(),
  action: z.enum([
    'session_created',
    'session_ended',
    'session_deleted',
    'session_expired',
    'consent_given',
    'consent_withdrawn',
    'recording_started',
    'recording_stopped',
    'participant_removed',
    'participant_deleted',
    'range_deleted',
    'exported',
  ]),
  sessionCode: z.string(),
  /** Whose data, where it is of one person. */
  participantId: z.string().nullable(),
  /** By what right. */
  by: z.enum(['host', 'participant', 'admin', 'server']),
  /** Numbers and settings alone, such as rows deleted or the format exported. */
  detail: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export const auditLogSchema = z.object({ entries: z.array(auditEntrySchema) });
