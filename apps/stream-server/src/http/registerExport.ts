import {
  EXPORT_FORMATS,
  problemSchema,
  sessionCodeSchema,
  timelineQuerySchema,
  VALUE_KINDS,
} from '@emostream/protocol';
import { z } from 'zod';
import { exportContentType } from '../export/exportContentType.ts';
import { exportFileName } from '../export/exportFileName.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { BEARER } from './bearer.ts';
import { participantAsked } from './participantAsked.ts';

const querystring = timelineQuerySchema
  .pick({ from: true, to: true, participant: true })
  .extend({ format: z.enum(EXPORT_FORMATS), values: z.enum(VALUE_KINDS).optional() });

/** A session's rows as a file, streamed: what is in memory does not grow with the session. */
export function registerExport(app: ApiApp, services: ApiServices): void {
  const { access, exports, recorder, ledger } = services;

  app.get(
    '/api/sessions/:code/export',
    {
      schema: {
        summary: 'The rows of a session as a file; the formats are described in FORMATS.md',
        security: [{ [BEARER]: [] }],
        params: z.object({ code: sessionCodeSchema }),
        querystring,
        response: { 400: problemSchema, 401: problemSchema, 404: problemSchema },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      const { format, from, to, participant, values } = request.query;
      const right = await access.toData(request, code);
      const asked = { code, participant };
      const participantId = await participantAsked(services, request, asked, right);
      await recorder.flush();
      const file = exports.export(format, {
        sessionCode: code,
        participantId,
        fromMs: from,
        toMs: to,
        values,
        // Notes of observers may be about others.
        markers: right.by !== 'participant',
      });
      ledger.audit({
        action: 'exported',
        sessionCode: code,
        participantId: participantId ?? null,
        by: right.by,
        detail: format,
      });
      // The types know the described answers alone, and a file is none.
      return reply
        .header('Content-Type', exportContentType(format))
        .header('Content-Disposition', `attachment; filename="${exportFileName(code, format)}"`)
        .header('Cache-Control', 'no-store')
        .send(file as never);
    },
  );
}
