import path from 'node:path';
import { modelCardSchema, problemSchema } from '@emostream/protocol';
import { ProblemError } from '../problems.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';
import { modelFacts } from './modelFacts.ts';
import { readModelReport } from './readModelReport.ts';

/** `GET /api/model`: the model card in numbers. The report is read anew each time, as it may be measured anew. */
export function registerModel(app: ApiApp, { identity, settings }: ApiServices): void {
  const dir = path.join(settings.EMOSTREAM_MODELS_DIR, 'emotion');
  app.get(
    '/api/model',
    {
      schema: {
        summary: 'What the model is, and how often it is right',
        response: { 200: modelCardSchema, 503: problemSchema },
      },
    },
    async () => {
      const current = identity();
      if (!current) throw new ProblemError('overloaded', 'The models are still being loaded.');
      const model = modelFacts(current.manifest);
      return { model, ...(await readModelReport(dir, model.id)) };
    },
  );
}
