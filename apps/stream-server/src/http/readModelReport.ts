import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ModelCard, modelReportSchema } from '@emostream/protocol';

type ReportOrProblem = Pick<ModelCard, 'report' | 'reportProblem'>;

const REPORT = 'report.json';
const REMEDY = '`npm run report` measures it.';

/**
 * The report that lies beside a model, if it is one of that very model. A model of one's own may have none.
 *
 * @param dir the model's folder
 * @param modelId of its manifest
 */
export async function readModelReport(dir: string, modelId: string): Promise<ReportOrProblem> {
  const text = await readFile(path.join(dir, REPORT), 'utf8').catch(() => null);
  if (text === null) return without(`This model has no ${REPORT}. ${REMEDY}`);
  const report = modelReportSchema.safeParse(parseJson(text)).data;
  if (!report) return without(`The model's ${REPORT} cannot be read. ${REMEDY}`);
  if (report.model !== modelId) {
    return without(`The model's ${REPORT} is of ${report.model}, another model. ${REMEDY}`);
  }
  return { report, reportProblem: null };
}

function without(reportProblem: string): ReportOrProblem {
  return { report: null, reportProblem };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
