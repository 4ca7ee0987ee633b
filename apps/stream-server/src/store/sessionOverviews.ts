import type { SessionDetails, SessionOverview } from '@emostream/protocol';
import type { Selectable } from 'kysely';
import { expiryOf } from './expiryOf.ts';
import { recordedSpan } from './recordedSpan.ts';
import { recordedPeople, sessionOfRow } from './sessionRows.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { ParticipantTable, SessionTable } from './TimelineTables.ts';

/** Sessions, newest first. Titles are searched in any case of letters. */
export async function sessionOverviews(
  queries: TimelineQueries,
  asked: { readonly codes?: readonly string[] | undefined; readonly search?: string | undefined },
): Promise<Omit<SessionOverview, 'access'>[]> {
  const sessions = await queries
    .selectFrom('sessions')
    .$if(asked.codes !== undefined, (all) => all.where('code', 'in', asked.codes ?? []))
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .selectAll()
    .execute();
  // SQLite knows the cases of ASCII letters alone.
  const search = (asked.search ?? '').trim().toLowerCase();
  const found = sessions.filter(({ title, code }) =>
    [title, code].some((text) => text.toLowerCase().includes(search)),
  );
  const overviews: Omit<SessionOverview, 'access'>[] = [];
  for (const session of found) {
    const people = await recordedPeople(queries, session.id);
    overviews.push(await overviewOf(queries, session, people));
  }
  return overviews;
}

/** @param participantId counts the rows and markers of this person alone */
export async function sessionDetailsOf(
  queries: TimelineQueries,
  code: string,
  participantId?: string,
): Promise<Omit<SessionDetails, 'access'> | null> {
  const session = await queries
    .selectFrom('sessions')
    .where('code', '=', code)
    .selectAll()
    .executeTakeFirst();
  if (!session) return null;
  const people = await recordedPeople(queries, session.id, participantId);
  const refs = people.map(({ id }) => id);
  const span = await recordedSpan(queries, refs);
  const participants: SessionDetails['participants'] = [];
  for (const person of people) {
    participants.push({
      participantId: person.participant_id,
      name: person.name,
      joinedAtMs: person.joined_at_ms,
      ...(await countsOf(queries, [person.id])),
      trackCount: await trackCountOf(queries, person.id),
    });
  }
  const models = await queries
    .selectFrom('models')
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('frame_seconds').where('participant_ref', 'in', refs).select('model_ref'),
    )
    .orderBy('id')
    .select(['model_id as modelId', 'preprocessing'])
    .execute();
  return {
    ...(await overviewOf(queries, session, people, participantId)),
    firstFrameMs: span?.firstMs ?? null,
    lastFrameMs: span?.lastMs ?? null,
    participants,
    models,
  };
}

async function overviewOf(
  queries: TimelineQueries,
  row: Selectable<SessionTable>,
  people: readonly Selectable<ParticipantTable>[],
  authorId?: string,
): Promise<Omit<SessionOverview, 'access'>> {
  const session = sessionOfRow(row);
  const refs = people.map(({ id }) => id);
  const span = await recordedSpan(queries, refs);
  const { frameCount } = await countsOf(queries, refs);
  const { markers } = await queries
    .selectFrom('markers')
    .where('session_ref', '=', row.id)
    .$if(authorId !== undefined, (all) => all.where('author_id', '=', authorId ?? ''))
    .select(({ fn }) => fn.countAll<number>().as('markers'))
    .executeTakeFirstOrThrow();
  return {
    sessionCode: session.code,
    title: session.title,
    purpose: session.purpose,
    ...(session.exception && { exception: { ground: session.exception, attested: true } }),
    createdAtMs: session.createdAtMs,
    endedAtMs: session.endedAtMs,
    expiresAtMs: expiryOf(session),
    retentionDays: session.retentionDays,
    participantCount: people.length,
    frameCount,
    markerCount: markers,
    recordedMs: span ? span.lastMs - span.firstMs : 0,
  };
}

async function countsOf(
  queries: TimelineQueries,
  participantRefs: readonly number[],
): Promise<{ frameCount: number; droppedCount: number }> {
  const { frames, dropped } = await queries
    .selectFrom('frame_seconds')
    .where('participant_ref', 'in', participantRefs)
    .select(({ fn }) => [
      fn.sum<number | null>('frames').as('frames'),
      fn.sum<number | null>('dropped').as('dropped'),
    ])
    .executeTakeFirstOrThrow();
  return { frameCount: frames ?? 0, droppedCount: dropped ?? 0 };
}

async function trackCountOf(queries: TimelineQueries, participantRef: number): Promise<number> {
  const { tracks } = await queries
    .selectFrom('track_seconds')
    .where('participant_ref', '=', participantRef)
    .select(({ fn }) => fn.count<number>('track_id').distinct().as('tracks'))
    .executeTakeFirstOrThrow();
  return tracks;
}
