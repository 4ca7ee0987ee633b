import { PassThrough } from 'node:stream';
import { problemSchema, type Roster, sessionCodeSchema } from '@emostream/protocol';
import { z } from 'zod';
import { FEED_URL } from '../access/AccessControl.ts';
import { ProblemError } from '../problems.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { BEARER } from './bearer.ts';

const HEARTBEAT_MS = 15_000;

/** Readers of one session, and of one seat in it. */
const MAX_READERS = 32;
const MAX_OWN_READERS = 4;

/** A reader that leaves this much unread is gone, or as good as gone. Bytes. */
const MAX_UNREAD = 1024 * 1024;

/**
 * What goes on in an open session, for other programs, as server-sent events: `result`, `roster`,
 * `marker`, `end`. A host, a viewer and the admin see everybody, a participant only themselves. Results
 * that a slow reader has no room for are left out, and of rosters the newest comes when there is room.
 */
export function registerFeed(app: ApiApp, services: ApiServices): void {
  const { access, sessions } = services;

  app.get(
    FEED_URL,
    {
      // An event goes out when it happens.
      compress: false,
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
      const participantId = by.by === 'admin' ? null : by.participantId;
      const readers = session.countListeners(participantId);
      if (readers.all >= MAX_READERS || readers.own >= MAX_OWN_READERS) {
        throw new ProblemError('overloaded', 'This session has as many readers as it may.');
      }
      const own = by.by === 'participant' || (by.by === 'seat' && by.role === 'participant');

      const events = new PassThrough();
      const send = (event: string, data: unknown) => {
        events.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        if (events.writableLength > MAX_UNREAD) events.destroy();
      };
      const heartbeat = setInterval(() => events.write(':\n\n'), HEARTBEAT_MS);
      let latest: Roster | null = null;
      const sendRoster = () => {
        if (!latest || events.writableNeedDrain) return;
        const members = latest.members.filter(
          (member) => !own || member.participantId === participantId,
        );
        send('roster', { ...latest, members });
        latest = null;
      };
      events.on('drain', sendRoster);
      const stop = session.listen({
        participantId,
        onResult: (result) => {
          const wanted = !own || result.participantId === participantId;
          if (wanted && !events.writableNeedDrain) send('result', result);
        },
        onRoster: (roster) => {
          const members = roster.members.filter(
            (member) => !own || member.participantId === participantId,
          );
          send('roster', { ...roster, members });
        },
        onMarker: (marker, deleted) => {
          if (!own || marker.authorId === participantId) send('marker', { ...marker, deleted });
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
