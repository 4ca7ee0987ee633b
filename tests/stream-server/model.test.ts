import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MODELS_DIR } from '@emostream/classifier';
import { modelCardSchema, modelReportSchema } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { modelsWithCertainty } from '../support/modelsWithCertainty.ts';
import { startTestServer } from '../support/TestServer.ts';

const SHIPPED = JSON.parse(readFileSync(path.join(MODELS_DIR, 'emotion/report.json'), 'utf8'));

async function cardFrom(url: string) {
  const response = await fetch(`${url}/api/model`);
  expect(response.status).toBe(200);
  return modelCardSchema.parse(await response.json());
}

describe('GET /api/model (M1)', () => {
  it('answers with the manifest and the report of the shipped model', async () => {
    const server = await startTestServer();
    try {
      const { model, report, reportProblem } = await cardFrom(server.url);
      expect(reportProblem).toBeNull();
      expect(report).toEqual(modelReportSchema.parse(SHIPPED));
      expect(model.id).toBe(report?.model);
      // The manifest's figures are those of the report.
      for (const [name, { accuracy, macroF1, ece }] of Object.entries(model.metrics)) {
        expect(report?.evaluations[name]).toMatchObject({ accuracy, macroF1, ece });
      }
      expect(Object.keys(model)).not.toContain('files');
    } finally {
      await server.drain();
    }
  });

  it('says why there is no report of a model', async () => {
    const modelsDir = await modelsWithCertainty(0.7);
    const file = path.join(modelsDir, 'emotion/report.json');
    const server = await startTestServer({ EMOSTREAM_MODELS_DIR: modelsDir });
    const problemWith = async (text: string | null) => {
      if (text === null) await rm(file);
      else await writeFile(file, text);
      const { model, report, reportProblem } = await cardFrom(server.url);
      expect(model.certainty.minProbability).toBe(0.7);
      expect(report).toBeNull();
      return reportProblem;
    };
    try {
      expect(await problemWith('{"model": ')).toMatch(/cannot be read/);
      expect(await problemWith('{"model": "mine"}')).toMatch(/cannot be read/);
      const other = JSON.stringify({ ...SHIPPED, model: 'other-1234' });
      expect(await problemWith(other)).toMatch(/of other-1234, another model/);
      expect(await problemWith(null)).toMatch(/has no report\.json.*npm run report/);
    } finally {
      await server.drain();
      await rm(modelsDir, { recursive: true });
    }
  });
});
