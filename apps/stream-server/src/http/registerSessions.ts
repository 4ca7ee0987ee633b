import { problemSchema, seatSchema, sessionCodeSchema } from '@emostream/protocol';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import type { SeatClaims } from '../session/SeatTokens.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';

/** The old token of a seat, as the API's description names it. */
export const SEAT_TOKEN = 'seatToken';

/** How long after its expiry a token can still be renewed: a laptop lid closed for a moment. */
const RENEWAL_GRACE_MS = 120_000;

/** Opening a session, and renewing the token of a seat in one. */
export function registerSessions(app: ApiApp, services: ApiServices): void {
  const { sessions, tokens, clock } = services;

  async function seat(claims: SeatClaims) {
    return { ...claims, ...(await tokens.sign(claims, clock())) };
  }

  app.post(
    '/api/sessions',
    {
      schema: {
        summary: 'Open a session and take its publisher’s seat',
        body: z.strictObject({}).nullish(),
        response: { 201: seatSchema, 503: problemSchema },
      },
    },
    async (_request, reply) => {
      if (services.draining()) throw new ProblemError('draining', 'The server is stopping.');
      const session = sessions.create(clock());
      const claims: SeatClaims = {
        sessionCode: session.code,
        participantId: session.publisherId,
        role: 'publisher',
      };
      return reply.status(201).send(await seat(claims));
    },
  );

  app.post(
    '/api/sessions/:code/token',
    {
      schema: {
        summary: 'Renew the token of a seat; the old one is the bearer token',
        security: [{ [SEAT_TOKEN]: [] }],
        params: z.object({ code: sessionCodeSchema }),
        response: { 200: seatSchema, 401: problemSchema, 404: problemSchema },
      },
    },
    async (request) => {
      const token = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1];
      if (!token) throw new ProblemError('no_token', 'Send the old token as a bearer token.');
      const verdict = await tokens.verify(token, clock(), RENEWAL_GRACE_MS);
      if (!verdict.ok) throw new ProblemError(verdict.problem.reason, verdict.problem.message);
      const { claims } = verdict;
      if (claims.sessionCode !== request.params.code || !sessions.find(claims.sessionCode)) {
        throw new ProblemError('session_not_found', 'The session has ended.');
      }
      return seat(claims);
    },
  );
}
