import { PROTOCOL_VERSION, problemSchema, serverInfoSchema } from '@emostream/protocol';
import packageJson from '../../package.json' with { type: 'json' };
import { ProblemError } from '../problems.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';

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
      const { id, labels, preprocessing, parameters, multiplyAdds, trainingData, metrics } =
        manifest;
      return {
        version: packageJson.version,
        protocolVersion: PROTOCOL_VERSION,
        engine,
        engineReason,
        model: { id, labels, preprocessing, parameters, multiplyAdds, trainingData, metrics },
      };
    },
  );
}
