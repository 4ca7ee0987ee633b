import type { SessionDetails, SessionOverview } from '@emostream/protocol';
import type { Selectable } from 'kysely';
import { expiryOf } from './expiryOf.ts';
import { listed } from './listed.ts';
import { recordedSpan } from './recordedSpan.ts';
import { personRefs, recordedPeople, sessionOfRow } from './sessionRows.ts';
import type { TimelineQueries } from './TimelineDatabase.ts';
import type { SessionQuery } from './TimelineStore.ts';
import type { SessionTable } from './TimelineTables.ts';

/** Sessions, newest first. Titles are searched in any case of letters. */
export async function sessionOverviews(
  queries: TimelineQueries,
  asked: SessionQuery,
): Promise<Omit<SessionOverview, 'access'>[]> {
  const sessions = await queries
    .selectFrom('sessions')
    .$if(asked.codes !== undefined, (all) => all.where('code', 'in', listed(asked.codes ?? [])))
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
    overviews.push(await overviewOf(queries, session, asked.own?.get(session.code)));
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
  const people = await recordedPeople(queries, session.id, participantId).selectAll().execute();
  const span = await recordedSpan(queries, session.id, participantId);
  const participants: SessionDetails['participants'] = [];
  for (const person of people) {
    participants.push({
      participantId: person.participant_id,
      name: person.name,
      joinedAtMs: person.joined_at_ms,
      ...(await countsOf(queries, session.id, person.participant_id)),
      trackCount: await trackCountOf(queries, person.id),
    });
  }
  const models = await queries
    .selectFrom('models')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('frame_seconds')
        .where('participant_ref', 'in', personRefs(eb, session.id, participantId))
        .select('model_ref'),
    )
    .orderBy('id')
    .select(['model_id as modelId', 'preprocessing'])
    .execute();
  return {
    ...(await overviewOf(queries, session, participantId)),
    firstFrameMs: span?.firstMs ?? null,
    lastFrameMs: span?.lastMs ?? null,
    participants,
    models,
  };
}

/** @param participantId counts this person, their rows and their markers alone */
async function overviewOf(
  queries: TimelineQueries,
  row: Selectable<SessionTable>,
  participantId?: string,
): Promise<Omit<SessionOverview, 'access'>> {
  const session = sessionOfRow(row);
  const span = await recordedSpan(queries, row.id, participantId);
  const { frameCount } = await countsOf(queries, row.id, participantId);
  const { people } = await recordedPeople(queries, row.id, participantId)
    .clearOrderBy()
    .select(({ fn }) => fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow();
  const { markers } = await queries
    .selectFrom('markers')
    .where('session_ref', '=', row.id)
    .$if(participantId !== undefined, (all) => all.where('author_id', '=', participantId ?? ''))
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
    participantCount: people,
    frameCount,
    markerCount: markers,
    recordedMs: span ? span.lastMs - span.firstMs : 0,
  };
}

async function countsOf(
  queries: TimelineQueries,
  sessionRef: number,
  participantId?: string,
): Promise<{ frameCount: number; droppedCount: number }> {
  const { frames, dropped } = await queries
    .selectFrom('frame_seconds')
    .where('participant_ref', 'in', (eb) => personRefs(eb, sessionRef, participantId))
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
