import {
  CONSENT_VERSION,
  joinSchema,
  keyedSeatSchema,
  lobbySchema,
  newSessionSchema,
  problemSchema,
  seatSchema,
  sessionCodeSchema,
} from '@emostream/protocol';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AddressLimiter } from '../access/AddressLimiter.ts';
import { ProblemError } from '../problems.ts';
import type { Member } from '../session/Member.ts';
import type { Session } from '../session/Session.ts';
import type { SeatedMember } from '../session/SessionRegistry.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { BEARER } from './bearer.ts';

/** How long after its expiry a token can still be renewed: a laptop lid closed for a moment. */
const RENEWAL_GRACE_MS = 120_000;

/** Sessions that one address may open within a minute, and seats it may take: people behind one router. */
const MAX_OPENED = 60;
const MAX_JOINED = 300;

const params = z.object({ code: sessionCodeSchema });

/** Opening a session, looking into its lobby, joining it, and new tokens for a seat in it. */
export function registerSessions(app: ApiApp, services: ApiServices): void {
  const { sessions, tokens, access, clock } = services;

  async function seat(session: Session, { identity: { participantId, role } }: Member) {
    const claims = { sessionCode: session.code, participantId, role };
    return { ...claims, ...(await tokens.sign(claims, clock())) };
  }

  async function keyedSeat({ session, member, key }: SeatedMember) {
    return { ...(await seat(session, member)), key };
  }

  function openSession(request: FastifyRequest, code: string): Session {
    access.requirePatience(request);
    return sessions.find(code) ?? access.refuse(request);
  }

  const opened = new AddressLimiter(MAX_OPENED);
  const joined = new AddressLimiter(MAX_JOINED);

  /** @throws ProblemError `too_many_tries` */
  function countOne(limiter: AddressLimiter, { ip }: FastifyRequest): void {
    if (limiter.isOver(ip, clock())) {
      throw new ProblemError(
        'too_many_tries',
        'That is too often from one address; wait a minute.',
      );
    }
    limiter.count(ip, clock());
  }

  function requireRunning(): void {
    if (services.draining()) throw new ProblemError('draining', 'The server is stopping.');
  }

  app.post(
    '/api/sessions',
    {
      schema: {
        summary: 'Open a session and take its host’s seat',
        body: newSessionSchema,
        response: { 201: keyedSeatSchema, 403: problemSchema, 503: problemSchema },
      },
    },
    async (request, reply) => {
      requireRunning();
      countOne(opened, request);
      return reply.status(201).send(await keyedSeat(await sessions.create(request.body)));
    },
  );

  app.get(
    '/api/sessions/:code/lobby',
    {
      schema: {
        summary: 'What one is told of an open session before joining it',
        params,
        response: { 200: lobbySchema, 404: problemSchema, 429: problemSchema },
      },
    },
    async (request) => {
      const session = openSession(request, request.params.code);
      const { title, purpose, exception, retentionDays } = session.stored;
      return {
        sessionCode: session.code,
        title,
        hostName: session.hostName,
        purpose,
        ...(exception && { exception: { ground: exception, attested: true as const } }),
        recording: session.isRecording,
        retentionDays,
        consentVersion: CONSENT_VERSION,
        room: {
          participant: sessions.hasRoom(session, 'participant'),
          viewer: sessions.hasRoom(session, 'viewer'),
        },
      };
    },
  );

  app.post(
    '/api/sessions/:code/join',
    {
      schema: {
        summary: 'Take a seat in an open session',
        params,
        body: joinSchema,
        response: { 201: keyedSeatSchema, 404: problemSchema, 409: problemSchema },
      },
    },
    async (request, reply) => {
      requireRunning();
      const session = openSession(request, request.params.code);
      countOne(joined, request);
      return reply.status(201).send(await keyedSeat(await sessions.join(session, request.body)));
    },
  );

  app.post(
    '/api/sessions/:code/token',
    {
      schema: {
        summary: 'A new token for a seat; the old one, or the seat’s key, is the bearer token',
        security: [{ [BEARER]: [] }],
        params,
        response: { 200: seatSchema, 401: problemSchema, 404: problemSchema, 409: problemSchema },
      },
    },
    async (request) => {
      const { code } = request.params;
      const participantId = await access.toSeat(request, code, RENEWAL_GRACE_MS);
      const session = sessions.find(code);
      const member = session?.findMember(participantId);
      if (!session || !member) {
        throw new ProblemError('session_not_found', 'The session has ended, or the seat is gone.');
      }
      // After a long absence somebody else may have the seat.
      if (!session.holdsSeat(member)) sessions.requireRoom(session, member.identity.role);
      return seat(session, member);
    },
  );
}
