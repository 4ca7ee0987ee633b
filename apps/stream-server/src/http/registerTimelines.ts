import {
  auditLogSchema,
  deletionSchema,
  LIMITS,
  problemSchema,
  queryTimeSchema,
  replaySchema,
  sessionCodeSchema,
  sessionDetailsSchema,
  sessionListQuerySchema,
  sessionListSchema,
  summarySchema,
  timelineQuerySchema,
  timelineSchema,
} from '@emostream/protocol';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/AccessControl.ts';
import { ProblemError } from '../problems.ts';
import type { RowQuery } from '../store/TimelineStore.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { BEARER } from './bearer.ts';
import { participantAsked } from './participantAsked.ts';

const params = z.object({ code: sessionCodeSchema });
const rowsQuery = timelineQuerySchema.pick({ from: true, to: true, participant: true });
const security = [{ [BEARER]: [] }];
const REFUSALS = { 401: problemSchema, 403: problemSchema, 404: problemSchema };

/** Reading what was recorded: sessions, their timelines, summaries, rows and audit logs. */
export function registerTimelines(app: ApiApp, services: ApiServices): void {
  const { store, access, recorder } = services;

  app.get(
    '/api/sessions',
    {
      schema: {
        summary: 'Every session on this server, for its admin',
        security,
        querystring: z.object({ search: z.string().max(120).default('') }),
        response: { 200: sessionListSchema, 401: problemSchema },
      },
    },
    async (request) => {
      access.requireAdmin(request);
      const found = await store.listSessions({ search: request.query.search });
      return { sessions: found.map((session) => ({ ...session, access: 'all' as const })) };
    },
  );

  app.post(
    '/api/sessions/list',
    {
      schema: {
        summary: 'The sessions that some keys open; keys that open none are left out',
        body: sessionListQuerySchema,
        response: { 200: sessionListSchema, 429: problemSchema },
      },
    },
    async (request) => {
      access.requirePatience(request);
      const codes = new Set<string>();
      // The participant whose rows alone a code's keys open; a host's key among them opens all.
      const own = new Map<string, string>();
      for (const key of new Set(request.body.keys)) {
        const found = await access.ofKey(key);
        if (!found) continue;
        const isFirst = !codes.has(found.code);
        codes.add(found.code);
        const ownId = ownOf(found.access);
        if (ownId === undefined) own.delete(found.code);
        else if (isFirst) own.set(found.code, ownId);
      }
      const { search } = request.body;
      const sessions = await store.listSessions({ codes: [...codes], search, own });
      return {
        sessions: sessions.map((session) => ({
          ...session,
          access: own.has(session.sessionCode) ? ('own' as const) : ('all' as const),
        })),
      };
    },
  );

  app.get(
    '/api/sessions/:code',
    {
      schema: {
        summary: 'One session: its people, its recorded time and what produced it',
        security,
        params,
        response: { 200: sessionDetailsSchema, ...REFUSALS },
      },
    },
    async (request) => {
      const right = await access.toData(request, request.params.code);
      await recorder.flush();
      const details = await store.sessionDetails(request.params.code, ownOf(right));
      if (!details) return access.refuse(request);
      return {
        ...details,
        access: right.by === 'participant' ? ('own' as const) : ('all' as const),
      };
    },
  );

  app.get(
    '/api/sessions/:code/timeline',
    {
      schema: {
        summary: 'Probabilities over time by participant and track, in buckets',
        security,
        params,
        querystring: timelineQuerySchema,
        response: { 200: timelineSchema, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const right = await access.toData(request, request.params.code);
      const { points, values } = request.query;
      await recorder.flush();
      return sendJson(
        reply,
        await store.timelineJson({ ...rowsOf(request, right), points, values }),
      );
    },
  );

  app.get(
    '/api/sessions/:code/summary',
    {
      schema: {
        summary: 'Share of time per emotion, changes and peaks, without excluded ranges',
        security,
        params,
        querystring: rowsQuery,
        response: { 200: summarySchema, ...REFUSALS },
      },
    },
    async (request) => {
      const right = await access.toData(request, request.params.code);
      await recorder.flush();
      return store.summary(rowsOf(request, right));
    },
  );

  app.get(
    '/api/sessions/:code/replay',
    {
      schema: {
        summary: 'Every row of a range of a minute at most; it goes as far as `toMs` of the answer',
        security,
        params,
        querystring: rowsQuery.extend({ from: queryTimeSchema, to: queryTimeSchema }),
        response: { 200: replaySchema, 400: problemSchema, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const right = await access.toData(request, request.params.code);
      const { from, to } = request.query;
      if (to <= from || to - from > LIMITS.replayMs) {
        const most = LIMITS.replayMs / 1000;
        throw new ProblemError(
          'bad_message',
          `\`to\` must be after \`from\`, by ${most} s at most.`,
        );
      }
      return sendJson(reply, await store.replayJson(rowsOf(request, right)));
    },
  );

  app.get(
    '/api/sessions/:code/audit',
    {
      schema: {
        summary:
          'What was done to this session’s data, and by what right; to the admin also of deleted ones',
        security,
        params,
        response: { 200: auditLogSchema, ...REFUSALS },
      },
    },
    async (request) => {
      const { code } = request.params;
      // A log stays when its session is deleted; there is no host any more, but still an admin.
      const isAdmin = access.isAdmin(request);
      if (!isAdmin) await access.toEverything(request, code);
      const entries = await store.auditLog(code);
      if (isAdmin && entries.length === 0) {
        throw new ProblemError('session_not_found', 'There never was such a session.');
      }
      return { entries };
    },
  );

  app.delete(
    '/api/sessions/:code',
    {
      schema: {
        summary: 'Delete a session with all its rows; where it is open, it ends',
        security,
        params,
        response: { 200: deletionSchema, ...REFUSALS },
      },
    },
    async (request) => {
      const { code } = request.params;
      const { by } = await access.toEverything(request, code);
      return services.deletions.deleteSession(code, by);
    },
  );

  app.delete(
    '/api/sessions/:code/participants/:participantId',
    {
      schema: {
        summary: 'Delete a participant: all their rows, name and consent',
        security,
        params: params.extend({ participantId: z.string() }),
        response: { 200: deletionSchema, ...REFUSALS },
      },
    },
    async (request) => {
      const { code, participantId } = request.params;
      const right = await access.toData(request, code);
      const own = ownOf(right);
      if (own !== undefined && own !== participantId) return access.refuse(request);
      const deleted = await services.deletions.deleteParticipant(code, participantId, right.by);
      return deleted ?? access.refuse(request);
    },
  );

  app.delete(
    '/api/sessions/:code/rows',
    {
      schema: {
        summary: 'Delete the rows of a range, of everybody or of one participant',
        security,
        params,
        querystring: rowsQuery.extend({ from: queryTimeSchema, to: queryTimeSchema }),
        response: { 200: deletionSchema, 400: problemSchema, ...REFUSALS },
      },
    },
    async (request) => {
      const right = await access.toData(request, request.params.code);
      if (request.query.to <= request.query.from) {
        throw new ProblemError('bad_message', '`to` must be after `from`.');
      }
      const asked = { ...request.params, ...request.query };
      const participantId = await participantAsked(services, request, asked, right);
      return services.deletions.deleteRange({ ...rowsOf(request, right), participantId }, right.by);
    },
  );
}

/**
 * Sends what the store's thread has written. To check and write it here, as smaller answers are, would hold
 * up everybody's frames for as long as it takes.
 */
function sendJson(reply: FastifyReply, json: string): never {
  // The types know the described answer alone, and Fastify sends text as it is.
  return reply.type('application/json; charset=utf-8').send(json) as never;
}

/** The one participant whose rows may be seen, where it is not everybody. */
function ownOf(access: Access): string | undefined {
  return access.by === 'participant' ? access.participantId : undefined;
}

function rowsOf(
  request: { params: { code: string }; query: z.infer<typeof rowsQuery> },
  access: Access,
): RowQuery {
  const { from, to, participant } = request.query;
  return {
    sessionCode: request.params.code,
    participantId: ownOf(access) ?? participant,
    fromMs: from,
    toMs: to,
  };
}
