import type {
  AuditEntry,
  Deletion,
  Marker,
  Replay,
  SessionDetails,
  SessionOverview,
  Summary,
  Timeline,
} from '@emostream/protocol';
import { appendFrames } from './appendFrames.ts';
import { deleteRows } from './deleteRows.ts';
import { expiryOf } from './expiryOf.ts';
import { framesOf } from './framesOf.ts';
import { markerOfRow, rowOfMarker } from './markerRows.ts';
import { replayOf } from './replayOf.ts';
import { sessionDetailsOf, sessionOverviews } from './sessionOverviews.ts';
import {
  participantOfRow,
  rowOfParticipant,
  rowOfSession,
  sessionOfRow,
  sessionRefOf,
} from './sessionRows.ts';
import { storeErrorOf } from './storeErrorOf.ts';
import { summaryOf } from './summaryOf.ts';
import { TimelineDatabase, type TimelineQueries } from './TimelineDatabase.ts';
import {
  type FrameCursor,
  type FramePage,
  type RecordedFrame,
  type RowQuery,
  type SessionQuery,
  type StoredParticipant,
  type StoredSession,
  StoreError,
  type TimelineQuery,
  type TimelineStore,
} from './TimelineStore.ts';
import { timelineOf } from './timelineOf.ts';

/**
 * The timeline in one SQLite file. Calls are done one after another in the order in which they come,
 * each in a transaction. SQLite blocks the thread it runs on, so the server has it in a worker thread.
 */
export class SqliteTimelineStore implements TimelineStore {
  readonly #database: TimelineDatabase;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(database: TimelineDatabase) {
    this.#database = database;
  }

  /** Opens the file, or creates it. @throws StoreError */
  static async open(filePath: string): Promise<SqliteTimelineStore> {
    return SqliteTimelineStore.of(await TimelineDatabase.open(filePath));
  }

  /** Opens a file that there is, beside the store that writes it; what would write fails. @throws StoreError */
  static async openForReading(filePath: string): Promise<SqliteTimelineStore> {
    return SqliteTimelineStore.of(TimelineDatabase.openForReading(filePath));
  }

  /** The store on a database that is open. It is the store's from now on. */
  static of(database: TimelineDatabase): SqliteTimelineStore {
    return new SqliteTimelineStore(database);
  }

  putSession(session: StoredSession): Promise<void> {
    const row = rowOfSession(session);
    return this.#write(async (queries) => {
      await queries
        .insertInto('sessions')
        .values(row)
        .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
        .execute();
    });
  }

  findSession(code: string): Promise<StoredSession | null> {
    return this.#read(async (queries) => {
      const row = await queries
        .selectFrom('sessions')
        .where('code', '=', code)
        .selectAll()
        .executeTakeFirst();
      return row ? sessionOfRow(row) : null;
    });
  }

  openSessions(): Promise<{ session: StoredSession; participants: StoredParticipant[] }[]> {
    return this.#read(async (queries) => {
      const sessions = await queries
        .selectFrom('sessions')
        .where('ended_at_ms', 'is', null)
        .orderBy('id')
        .selectAll()
        .execute();
      const open = [];
      for (const row of sessions) {
        const people = await queries
          .selectFrom('participants')
          .where('session_ref', '=', row.id)
          .where('gone', '=', 0)
          .orderBy('id')
          .selectAll()
          .execute();
        const participants = people.map((person) => participantOfRow(row.code, person));
        open.push({ session: sessionOfRow(row), participants });
      }
      return open;
    });
  }

  putParticipant(participant: StoredParticipant): Promise<void> {
    return this.#write(async (queries) => {
      const sessionRef = await requireSession(queries, participant.sessionCode);
      const row = rowOfParticipant(sessionRef, participant);
      await queries
        .insertInto('participants')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['session_ref', 'participant_id']).doUpdateSet(row),
        )
        .execute();
    });
  }

  findParticipant(code: string, participantId: string): Promise<StoredParticipant | null> {
    return this.#read(async (queries) => {
      const row = await queries
        .selectFrom('participants')
        .innerJoin('sessions', 'sessions.id', 'participants.session_ref')
        .where('sessions.code', '=', code)
        .where('participant_id', '=', participantId)
        .selectAll('participants')
        .executeTakeFirst();
      return row ? participantOfRow(code, row) : null;
    });
  }

  listSessions(query: SessionQuery): Promise<Omit<SessionOverview, 'access'>[]> {
    return this.#read((queries) => sessionOverviews(queries, query));
  }

  sessionDetails(
    code: string,
    participantId?: string,
  ): Promise<Omit<SessionDetails, 'access'> | null> {
    return this.#read((queries) => sessionDetailsOf(queries, code, participantId));
  }

  appendFrames(frames: readonly RecordedFrame[]): Promise<void> {
    if (frames.length === 0) return Promise.resolve();
    return this.#write((queries) => appendFrames(queries, frames));
  }

  readFrames(query: RowQuery, after: FrameCursor | null, limit: number): Promise<FramePage> {
    return this.#read((queries) => framesOf(queries, query, after, limit));
  }

  timeline(query: TimelineQuery): Promise<Timeline> {
    return this.#read((queries) => timelineOf(queries, query));
  }

  async timelineJson(query: TimelineQuery): Promise<string> {
    return JSON.stringify(await this.timeline(query));
  }

  summary(query: RowQuery): Promise<Summary> {
    return this.#read((queries) => summaryOf(queries, query));
  }

  replay(query: RowQuery): Promise<Replay> {
    return this.#read((queries) => replayOf(queries, query));
  }

  async replayJson(query: RowQuery): Promise<string> {
    return JSON.stringify(await this.replay(query));
  }

  putMarker(code: string, marker: Marker): Promise<void> {
    return this.#write(async (queries) => {
      const row = rowOfMarker(await requireSession(queries, code), marker);
      await queries
        .insertInto('markers')
        .values(row)
        .onConflict((conflict) => conflict.columns(['session_ref', 'marker_id']).doUpdateSet(row))
        .execute();
    });
  }

  markers(code: string): Promise<Marker[]> {
    return this.#read(async (queries) => {
      const rows = await queries
        .selectFrom('markers')
        .innerJoin('sessions', 'sessions.id', 'markers.session_ref')
        .where('sessions.code', '=', code)
        .orderBy('at_ms')
        .orderBy('marker_id')
        .selectAll('markers')
        .execute();
      return rows.map(markerOfRow);
    });
  }

  findMarker(code: string, markerId: string): Promise<Marker | null> {
    return this.#read(async (queries) => {
      const row = await queries
        .selectFrom('markers')
        .innerJoin('sessions', 'sessions.id', 'markers.session_ref')
        .where('sessions.code', '=', code)
        .where('marker_id', '=', markerId)
        .selectAll('markers')
        .executeTakeFirst();
      return row ? markerOfRow(row) : null;
    });
  }

  countMarkers(code: string): Promise<number> {
    return this.#read(async (queries) => {
      const { markers } = await queries
        .selectFrom('markers')
        .innerJoin('sessions', 'sessions.id', 'markers.session_ref')
        .where('sessions.code', '=', code)
        .select(({ fn }) => fn.countAll<number>().as('markers'))
        .executeTakeFirstOrThrow();
      return markers;
    });
  }

  deleteMarker(code: string, markerId: string): Promise<boolean> {
    return this.#write(async (queries) => {
      const sessionRef = await sessionRefOf(queries, code);
      if (sessionRef === null) return false;
      const { numDeletedRows } = await queries
        .deleteFrom('markers')
        .where('session_ref', '=', sessionRef)
        .where('marker_id', '=', markerId)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    });
  }

  deleteSession(code: string): Promise<Deletion> {
    return this.#delete(async (queries) => {
      const deletion = await deleteRows(queries, { sessionCode: code });
      const sessionRef = await sessionRefOf(queries, code);
      if (sessionRef === null) return deletion;
      const { numDeletedRows } = await queries
        .deleteFrom('markers')
        .where('session_ref', '=', sessionRef)
        .executeTakeFirstOrThrow();
      await queries.deleteFrom('participants').where('session_ref', '=', sessionRef).execute();
      await queries.deleteFrom('sessions').where('id', '=', sessionRef).execute();
      return { ...deletion, markers: Number(numDeletedRows) };
    });
  }

  deleteParticipant(code: string, participantId: string, forget: boolean): Promise<Deletion> {
    return this.#delete(async (queries) => {
      const deletion = await deleteRows(queries, { sessionCode: code, participantId });
      const sessionRef = await sessionRefOf(queries, code);
      if (!forget || sessionRef === null) return deletion;
      const { numDeletedRows } = await queries
        .deleteFrom('markers')
        .where('session_ref', '=', sessionRef)
        .where('author_id', '=', participantId)
        .executeTakeFirstOrThrow();
      await queries
        .deleteFrom('participants')
        .where('session_ref', '=', sessionRef)
        .where('participant_id', '=', participantId)
        .execute();
      return { ...deletion, markers: Number(numDeletedRows) };
    });
  }

  deleteRange(query: RowQuery): Promise<Deletion> {
    return this.#delete((queries) => deleteRows(queries, query));
  }

  expiredSessions(nowMs: number): Promise<string[]> {
    return this.#read(async (queries) => {
      const ended = await queries
        .selectFrom('sessions')
        .where('ended_at_ms', 'is not', null)
        .orderBy('id')
        .selectAll()
        .execute();
      return ended
        .map(sessionOfRow)
        .filter((session) => (expiryOf(session) ?? Infinity) <= nowMs)
        .map(({ code }) => code);
    });
  }

  appendAudit(entry: AuditEntry): Promise<void> {
    return this.#write(async (queries) => {
      await queries
        .insertInto('audit')
        .values({
          at_ms: entry.atMs,
          action: entry.action,
          session_code: entry.sessionCode,
          participant_id: entry.participantId,
          by: entry.by,
          detail: entry.detail,
        })
        .execute();
    });
  }

  auditLog(code: string): Promise<AuditEntry[]> {
    return this.#read(async (queries) => {
      const rows = await queries
        .selectFrom('audit')
        .where('session_code', '=', code)
        .orderBy('id')
        .selectAll()
        .execute();
      return rows.map((row) => ({
        atMs: row.at_ms,
        action: row.action as AuditEntry['action'],
        sessionCode: row.session_code,
        participantId: row.participant_id,
        by: row.by as AuditEntry['by'],
        detail: row.detail,
      }));
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return this.#last.then(() => {});
    const closing = this.#inTurn(() => this.#database.close());
    this.#closed = true;
    await closing;
  }

  #read<Result>(work: (queries: TimelineQueries) => Promise<Result>): Promise<Result> {
    return this.#inTurn(() => this.#database.snapshot(work));
  }

  #write<Result>(work: (queries: TimelineQueries) => Promise<Result>): Promise<Result> {
    return this.#inTurn(() => this.#database.transaction(work));
  }

  #delete(work: (queries: TimelineQueries) => Promise<Deletion>): Promise<Deletion> {
    return this.#inTurn(async () => {
      const deletion = await this.#database.transaction(work);
      this.#database.giveBackFreedPages();
      return deletion;
    });
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new StoreError('failed', 'The store is closed.');
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    try {
      return await result;
    } catch (error) {
      throw storeErrorOf(error);
    }
  }
}

async function requireSession(queries: TimelineQueries, code: string): Promise<number> {
  const sessionRef = await sessionRefOf(queries, code);
  if (sessionRef === null) throw new StoreError('failed', `There is no session ${code}.`);
  return sessionRef;
}
