import { PassThrough } from 'node:stream';
import { problemSchema, sessionCodeSchema } from '@emostream/protocol';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { BEARER } from './bearer.ts';

const HEARTBEAT_MS = 15_000;

/**
 * What goes on in an open session, for other programs, as server-sent events: `result`, `roster`,
 * `marker`, `end`. A host, a viewer and the admin see everybody, a participant only themselves. Results
 * that a slow reader has no room for are left out; the rest always comes.
 */
export function registerFeed(app: ApiApp, services: ApiServices): void {
  const { access, sessions } = services;

  app.get(
    '/api/sessions/:code/feed',
    {
      schema: {
        summary: 'Live results as server-sent events; the token may come as `access_token`',
        security: [{ [BEARER]: [] }],
        params: z.object({ code: sessionCodeSchema }),
        querystring: z.object({ access_token: z.string().optional() }),
        response: { 401: problemSchema, 404: problemSchema },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      const by = await access.toLive(request, code);
      const session = sessions.find(code);
      if (!session) throw new ProblemError('session_not_found', 'The session has ended.');
      const own = by.by === 'participant' || (by.by === 'seat' && by.role === 'participant');
      const onlyId = own ? by.participantId : null;

      const events = new PassThrough();
      const send = (event: string, data: unknown) => {
        events.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      };
      const heartbeat = setInterval(() => events.write(':\n\n'), HEARTBEAT_MS);
      const stop = session.listen({
        onResult: (result) => {
          const wanted = onlyId === null || result.participantId === onlyId;
          if (wanted && !events.writableNeedDrain) send('result', result);
        },
        onRoster: (roster) => {
          const members = roster.members.filter(
            (member) => !own || member.participantId === onlyId,
          );
          send('roster', { ...roster, members });
        },
        onMarker: (marker, deleted) => {
          if (!own || marker.authorId === onlyId) send('marker', { ...marker, deleted });
        },
        onEnd: () => {
          send('end', {});
          events.end();
        },
      });
      events.once('close', () => {
        clearInterval(heartbeat);
        stop();
      });
      reply.raw.once('close', () => events.destroy());
      // The types know the described answers alone, and a stream of events is none.
      return reply
        .header('Content-Type', 'text/event-stream')
        .header('Cache-Control', 'no-store')
        .header('X-Accel-Buffering', 'no')
        .send(events as never);
    },
  );
}
