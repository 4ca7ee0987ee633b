import type { Purpose, Role } from '@emostream/protocol';
import type { Insertable, Selectable } from 'kysely';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { StoredParticipant, StoredSession } from './TimelineStore.ts';
import type { ParticipantTable, SessionTable } from './TimelineTables.ts';

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

/** Those of whom there are, or could be, rows: all but viewers, in the order in which they came. */
export function recordedPeople(
  queries: TimelineQueries,
  sessionRef: number,
  participantId?: string | undefined,
): Promise<Selectable<ParticipantTable>[]> {
  return queries
    .selectFrom('participants')
    .where('session_ref', '=', sessionRef)
    .where('role', '!=', 'viewer')
    .$if(participantId !== undefined, (query) =>
      query.where('participant_id', '=', participantId ?? ''),
    )
    .orderBy('joined_at_ms')
    .orderBy('id')
    .selectAll()
    .execute();
}
