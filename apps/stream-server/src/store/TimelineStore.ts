import type {
  AuditEntry,
  Box,
  Deletion,
  Emotion,
  FaceQuality,
  Marker,
  Purpose,
  Replay,
  Role,
  SessionDetails,
  SessionOverview,
  Summary,
  Timeline,
  ValueKind,
} from '@emostream/protocol';

/** A session as it is kept. Times are milliseconds since the epoch. */
export interface StoredSession {
  readonly code: string;
  readonly title: string;
  readonly purpose: Purpose;
  readonly exception: 'medical' | 'safety' | null;
  readonly retentionDays: number;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
  /** Whether the host had recording on; a session that comes back after a restart goes on recording. */
  readonly recording: boolean;
}

/** Somebody with a seat in a session, as they are kept. */
export interface StoredParticipant {
  readonly sessionCode: string;
  readonly participantId: string;
  readonly role: Role;
  readonly name: string;
  /** SHA-256 of the key to this seat, in hexadecimal. */
  readonly keyHash: string;
  readonly joinedAtMs: number;
  /** The consent text agreed to; null without consent. */
  readonly consentVersion: string | null;
  /** Gave the seat up or was removed; the rows stay. */
  readonly gone: boolean;
  /** The host has switched this camera off. */
  readonly muted: boolean;
  /** Where track ids go on, so that none is used twice. */
  readonly nextTrackId: number;
}

/** One face of an analyzed frame. */
export interface RecordedFace {
  readonly trackId: number;
  /** Fractions of the frame. */
  readonly box: Box;
  readonly score: number;
  readonly emotion: Emotion;
  readonly uncertain: boolean;
  readonly quality: FaceQuality;
  /** Seven each, in the order of `EMOTIONS`. */
  readonly raw: readonly number[];
  readonly smoothed: readonly number[];
  readonly adjusted: readonly number[] | null;
}

/** One analyzed frame. It is recorded also where it shows no face. */
export interface RecordedFrame {
  readonly sessionCode: string;
  readonly participantId: string;
  readonly seq: number;
  /** Capture, on the server's clock in milliseconds since the epoch: the time of the row. */
  readonly atMs: number;
  /** Capture on the publisher's own clock, as it was sent. */
  readonly capturedAtMs: number;
  /** Arrival at the server, milliseconds since the epoch. */
  readonly receivedAtMs: number;
  readonly width: number;
  readonly height: number;
  /** Frames of this participant that were dropped since the row before. */
  readonly dropped: number;
  readonly modelId: string;
  readonly preprocessing: string;
  readonly faces: readonly RecordedFace[];
}

/** From (inclusive) and to (exclusive), milliseconds since the epoch; open where absent. */
export interface TimeRange {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/** Rows of a session: of everybody or of one participant, over a range. */
export interface RowQuery extends TimeRange {
  readonly sessionCode: string;
  readonly participantId?: string | undefined;
}

/** What is asked of a timeline: at most so many buckets, of one kind of values. */
export interface TimelineQuery extends RowQuery {
  readonly points: number;
  readonly values: ValueKind;
}

/** Which sessions are listed, and what of them is counted. */
export interface SessionQuery {
  /** Absent: all. */
  readonly codes?: readonly string[] | undefined;
  /** Part of the title or the code. */
  readonly search?: string | undefined;
  /** By code, the participant whose rows and markers alone are counted; everybody's where there is none. */
  readonly own?: ReadonlyMap<string, string> | undefined;
}

/** One row of an export: a frame, with the name of its participant. */
export interface ExportedFrame extends RecordedFrame {
  readonly participantName: string;
}

/** Where a page of frames ended, to go on from there. */
export interface FrameCursor {
  readonly atMs: number;
  readonly rowId: number;
}

export interface FramePage {
  readonly frames: readonly ExportedFrame[];
  /** Null after the last page. */
  readonly next: FrameCursor | null;
}

/** Rows could not be written. A locked database or a full disk can pass by itself. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: 'full' | 'locked' | 'failed';

  constructor(kind: StoreError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Sessions, their people, rows, markers and audit log. Numbers alone: no image ever comes here.
 * Every method rejects with `StoreError` where the database does not do it, and then nothing of the call
 * has been done.
 */
export interface TimelineStore {
  putSession(session: StoredSession): Promise<void>;
  /** Null where there is none. */
  findSession(code: string): Promise<StoredSession | null>;
  /** Sessions that have not ended, with the people whose seats are not gone. */
  openSessions(): Promise<{ session: StoredSession; participants: StoredParticipant[] }[]>;
  putParticipant(participant: StoredParticipant): Promise<void>;
  findParticipant(code: string, participantId: string): Promise<StoredParticipant | null>;

  /** Overviews, newest first. */
  listSessions(query: SessionQuery): Promise<Omit<SessionOverview, 'access'>[]>;
  /**
   * Its participants are those who hold rows or a seat, viewers apart. Of one participant, where that is
   * given: they themselves, their rows, and the markers that they set.
   */
  sessionDetails(
    code: string,
    participantId?: string,
  ): Promise<Omit<SessionDetails, 'access'> | null>;

  /**
   * Writes the frames in one transaction. Frames of somebody who is not, or no longer, there are left
   * out: they were on the way when the person was deleted.
   */
  appendFrames(frames: readonly RecordedFrame[]): Promise<void>;
  /** Frames by time, and among those of one time as they were appended; at most `limit` of them. */
  readFrames(query: RowQuery, after: FrameCursor | null, limit: number): Promise<FramePage>;
  /** The range is widened to whole buckets, which lie at the same times whatever part is asked for. */
  timeline(query: TimelineQuery): Promise<Timeline>;
  /** The same as JSON: to write it takes long, and the store has a thread of its own for it. */
  timelineJson(query: TimelineQuery): Promise<string>;
  /**
   * Without the ranges that markers exclude. A label's time is that to the next row of its track, at most
   * half a second; a track's last row has none.
   */
  summary(query: RowQuery): Promise<Summary>;
  /** The rows of the range, at most `REPLAY_ROWS`; its `toMs` says how far they go. */
  replay(query: RowQuery): Promise<Replay>;
  /** The same as JSON, as `timelineJson`. */
  replayJson(query: RowQuery): Promise<string>;

  /** Sets a marker, or changes the one with its id. Its times are kept in whole milliseconds. */
  putMarker(code: string, marker: Marker): Promise<void>;
  /** By time. */
  markers(code: string): Promise<Marker[]>;
  /** Null where there is none. */
  findMarker(code: string, markerId: string): Promise<Marker | null>;
  countMarkers(code: string): Promise<number>;
  /** False where there was none. */
  deleteMarker(code: string, markerId: string): Promise<boolean>;

  /** The session with all that belongs to it; its audit log stays. */
  deleteSession(code: string): Promise<Deletion>;
  /**
   * A participant's rows; with `forget`, the person too (name, key, consent), and the markers that bear
   * their name.
   */
  deleteParticipant(code: string, participantId: string, forget: boolean): Promise<Deletion>;
  /** Frames and faces alone. */
  deleteRange(query: RowQuery): Promise<Deletion>;
  /** Codes of sessions that ended longer ago than they are kept. */
  expiredSessions(nowMs: number): Promise<string[]>;

  appendAudit(entry: AuditEntry): Promise<void>;
  auditLog(code: string): Promise<AuditEntry[]>;

  /** Writes what is under way and closes the file. */
  close(): Promise<void>;
}
