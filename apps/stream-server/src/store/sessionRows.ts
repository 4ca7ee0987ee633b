import type { Purpose, Role } from '@emostream/protocol';
import type { ExpressionBuilder, Insertable, Selectable } from 'kysely';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { StoredParticipant, StoredSession } from './TimelineStore.ts';
import type { ParticipantTable, SessionTable, TimelineTables } from './TimelineTables.ts';

export function sessionOfRow(row: Selectable<SessionTable>): StoredSession {
  return {
    code: row.code,
    title: row.title,
    purpose: row.purpose as Purpose,
    exception: row.exception as StoredSession['exception'],
    retentionDays: row.retention_days,
    createdAtMs: row.created_at_ms,
    endedAtMs: row.ended_at_ms,
    recording: row.recording === 1,
  };
}

export function rowOfSession(session: StoredSession): Insertable<SessionTable> {
  return {
    code: session.code,
    title: session.title,
    purpose: session.purpose,
    exception: session.exception,
    retention_days: session.retentionDays,
    created_at_ms: session.createdAtMs,
    ended_at_ms: session.endedAtMs,
    recording: Number(session.recording),
  };
}

export function participantOfRow(
  sessionCode: string,
  row: Selectable<ParticipantTable>,
): StoredParticipant {
  return {
    sessionCode,
    participantId: row.participant_id,
    role: row.role as Role,
    name: row.name,
    keyHash: row.key_hash,
    joinedAtMs: row.joined_at_ms,
    consentVersion: row.consent_version,
    gone: row.gone === 1,
    muted: row.muted === 1,
    nextTrackId: row.next_track_id,
  };
}

export function rowOfParticipant(
  sessionRef: number,
  participant: StoredParticipant,
): Insertable<ParticipantTable> {
  return {
    session_ref: sessionRef,
    participant_id: participant.participantId,
    role: participant.role,
    name: participant.name,
    key_hash: participant.keyHash,
    joined_at_ms: participant.joinedAtMs,
    consent_version: participant.consentVersion,
    gone: Number(participant.gone),
    muted: Number(participant.muted),
    next_track_id: participant.nextTrackId,
  };
}

/** The number of a session; null where there is none. */
export async function sessionRefOf(queries: TimelineQueries, code: string): Promise<number | null> {
  const row = await queries
    .selectFrom('sessions')
    .where('code', '=', code)
    .select('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Those of whom there are, or could be, rows, in the order in which they came: whoever holds rows or, but
 * for viewers, a seat. Who joined and left without a row is not told to others; to themselves they are, so
 * that they can have their name deleted.
 *
 * @param participantId this one alone, whether there are rows of them or not
 */
export function recordedPeople(
  queries: TimelineQueries,
  sessionRef: number,
  participantId?: string | undefined,
) {
  return queries
    .selectFrom('participants')
    .where('session_ref', '=', sessionRef)
    .where('role', '!=', 'viewer')
    .where((eb) =>
      participantId === undefined
        ? eb.or([eb('gone', '=', 0), eb.exists(rowsOfPerson(eb))])
        : eb('participant_id', '=', participantId),
    )
    .orderBy('joined_at_ms')
    .orderBy('id');
}

/** Within a query of `participants`: a row where there are frames of the person. */
export function rowsOfPerson(eb: ExpressionBuilder<TimelineTables, 'participants'>) {
  return eb
    .selectFrom('frame_seconds')
    .whereRef('frame_seconds.participant_ref', '=', 'participants.id')
    .select('frame_seconds.second')
    .limit(1);
}

/** The numbers of a session's people, or of one of them: for a subquery, for they can be many. */
export function personRefs(
  eb: ExpressionBuilder<TimelineTables, keyof TimelineTables>,
  sessionRef: number,
  participantId?: string | undefined,
) {
  return eb
    .selectFrom('participants')
    .where('participants.session_ref', '=', sessionRef)
    .$if(participantId !== undefined, (all) =>
      all.where('participants.participant_id', '=', participantId ?? ''),
    )
    .select('participants.id');
}
