import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { selectEngine } from '@emostream/classifier';
import { createFrameAnalyzer, type FrameAnalyzer, predictedFaces } from '@emostream/vision';
import { annotatePicture } from './annotatePicture.ts';
import { CopyNames } from './CopyNames.ts';
import { predictionJson, predictionText } from './describePrediction.ts';
import { findPictures, reasonOf } from './findPictures.ts';
import { PredictProgress } from './PredictProgress.ts';
import {
  PREDICT_USAGE,
  type PredictArguments,
  parsePredictArguments,
  UsageError,
} from './parsePredictArguments.ts';

/** `npm run predict`. Returns the exit status. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const parsed = parsePredictArguments(args);
    if (parsed !== null) return await predict(parsed);
    process.stdout.write(PREDICT_USAGE);
    return 0;
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    if (!(error instanceof UsageError)) return 1;
    process.stderr.write(`\n${PREDICT_USAGE}`);
    return 2;
  }
}

async function predict(asked: PredictArguments): Promise<number> {
  const pictures = await findPictures(asked.paths);
  const { name: engine } = await selectEngine(asked.engine);
  const analyzer = await createFrameAnalyzer({ engine, detector: asked.detector });
  if (asked.outDir !== null) await mkdir(asked.outDir, { recursive: true });
  const progress = new PredictProgress(pictures.length);
  const names = new CopyNames();
  let status = 0;
  for (const picture of pictures) {
    try {
      if ('problem' in picture) throw new Error(picture.problem);
      progress.print(await predictOne(analyzer, picture.path, asked, names), process.stdout);
    } catch (error) {
      progress.print(`error: ${picture.path}: ${reasonOf(error)}`, process.stderr);
      status = 1;
    }
    progress.advance();
  }
  progress.stop();
  await analyzer.dispose();
  return status;
}

async function predictOne(
  analyzer: FrameAnalyzer,
  picturePath: string,
  { detector, whole, outDir, json }: PredictArguments,
  names: CopyNames,
): Promise<string> {
  const bytes = await readFile(picturePath);
  const analysis = await analyzer.analyzePicture(bytes, { detector, wholeImage: whole });
  const faces = predictedFaces(analysis);
  if (outDir !== null) {
    await annotatePicture(bytes, analysis.width, faces, path.join(outDir, names.next(picturePath)));
  }
  return json ? predictionJson(picturePath, faces) : predictionText(picturePath, faces);
}

process.exitCode = await main(process.argv.slice(2));
