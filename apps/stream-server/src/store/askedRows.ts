import type { Selectable } from 'kysely';
import { recordedSpan } from './recordedSpan.ts';
import { recordedPeople, sessionRefOf } from './sessionRows.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { RowQuery } from './TimelineStore.ts';
import type { ParticipantTable } from './TimelineTables.ts';

/** Whose rows a query asks for, and over what time. */
export interface AskedRows {
  /** Null where there is no such session, which then has no people either. */
  readonly sessionRef: number | null;
  readonly people: readonly Selectable<ParticipantTable>[];
  /** From (inclusive) and to (exclusive), milliseconds since the epoch. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Finds the people of a query, and the ends of its range: where it is open, those of the recording. */
export async function askedRows(queries: TimelineQueries, query: RowQuery): Promise<AskedRows> {
  const sessionRef = await sessionRefOf(queries, query.sessionCode);
  const { participantId } = query;
  const people =
    sessionRef === null
      ? []
      : await recordedPeople(queries, sessionRef, participantId).selectAll().execute();
  const recorded =
    sessionRef === null ? null : await recordedSpan(queries, sessionRef, participantId);
  const fromMs = query.fromMs ?? recorded?.firstMs ?? query.toMs ?? 0;
  // A millisecond further, for the last frame is part of the recording.
  const toMs = Math.max(fromMs, query.toMs ?? (recorded ? recorded.lastMs + 1 : fromMs));
  return { sessionRef, people, fromMs, toMs };
}
