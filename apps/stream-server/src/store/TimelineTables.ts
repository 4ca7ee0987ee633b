import type { Emotion, ValueKind } from '@emostream/protocol';
import type { Generated } from 'kysely';

/** Seven columns a kind, such as `smoothed_happy`. */
export type ValueColumn<Kind extends ValueKind = ValueKind> = `${Kind}_${Emotion}`;

export interface SessionTable {
  /** The number that the other tables know it by. */
  id: Generated<number>;
  code: string;
  title: string;
  purpose: string;
  exception: string | null;
  retention_days: number;
  created_at_ms: number;
  ended_at_ms: number | null;
  recording: number;
}

export interface ParticipantTable {
  id: Generated<number>;
  session_ref: number;
  participant_id: string;
  role: string;
  name: string;
  key_hash: string;
  joined_at_ms: number;
  consent_version: string | null;
  gone: number;
  muted: number;
  next_track_id: number;
}

/** What produced the rows. Shared by all sessions, of nobody in particular. */
export interface ModelTable {
  id: Generated<number>;
  model_id: string;
  preprocessing: string;
}

export interface FrameTable {
  id: number;
  session_ref: number;
  participant_ref: number;
  model_ref: number;
  seq: number;
  at_ms: number;
  captured_at_ms: number;
  received_at_ms: number;
  width: number;
  height: number;
  dropped: number;
}

interface FaceColumns {
  id: Generated<number>;
  frame_ref: number;
  /** Of the frame, repeated so that a track's next row is one look into an index. */
  participant_ref: number;
  at_ms: number;
  track_id: number;
  box_x: number;
  box_y: number;
  box_width: number;
  box_height: number;
  score: number;
  /** Index into `EMOTIONS`. */
  label: number;
  uncertain: number;
  /** Index into `FACE_QUALITIES`. */
  quality: number;
}
export type FaceTable = FaceColumns &
  Record<ValueColumn<'raw' | 'smoothed'>, number> &
  Record<ValueColumn<'adjusted'>, number | null>;

/** Frames of one participant in one second of the clock. */
export interface FrameSecondTable {
  participant_ref: number;
  second: number;
  model_ref: number;
  frames: number;
  dropped: number;
  empty: number;
}

/** One track in one second of the clock. */
export interface TrackSecondTable {
  participant_ref: number;
  second: number;
  track_id: number;
  /** `TrackTotals` as bytes. */
  totals: Uint8Array;
}

export interface MarkerTable {
  session_ref: number;
  marker_id: string;
  author_id: string;
  author: string;
  label: string;
  at_ms: number;
  end_ms: number | null;
  exclude: number;
}

export interface AuditTable {
  id: Generated<number>;
  at_ms: number;
  action: string;
  session_code: string;
  participant_id: string | null;
  by: string;
  detail: string;
}

/**
 * The tables of the timeline database. The `_seconds` tables say nothing that the rows do not: they are
 * rewritten from them whenever rows of that second come or go (see `refreshSecond`), so that a long
 * session is summed up without reading all of its rows. Flags are 0 or 1.
 */
export interface TimelineTables {
  sessions: SessionTable;
  participants: ParticipantTable;
  models: ModelTable;
  frames: FrameTable;
  faces: FaceTable;
  frame_seconds: FrameSecondTable;
  track_seconds: TrackSecondTable;
  markers: MarkerTable;
  audit: AuditTable;
}
