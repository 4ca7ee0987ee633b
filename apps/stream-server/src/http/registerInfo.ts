import { PROTOCOL_VERSION, problemSchema, serverInfoSchema } from '@emostream/protocol';
import { ProblemError } from '../problems.ts';
import { VERSION } from '../version.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { modelFacts } from './modelFacts.ts';

/** `GET /api/info`: version, engine and model, for the pages and for whoever keeps a record. */
export function registerInfo(app: ApiApp, { identity }: ApiServices): void {
  app.get(
    '/api/info',
    {
      schema: {
        summary: 'What is running here',
        response: { 200: serverInfoSchema, 503: problemSchema },
      },
    },
    async () => {
      const current = identity();
      if (!current) throw new ProblemError('overloaded', 'The models are still being loaded.');
      const { engine, engineReason, manifest } = current;
      return {
        version: VERSION,
        protocolVersion: PROTOCOL_VERSION,
        engine,
        engineReason,
        model: modelFacts(manifest),
      };
    },
  );
}
