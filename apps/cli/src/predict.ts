import { mkdir, readFile } from 'node:fs/promises';
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
  const paths = pictures.map((picture) => picture.path);
  if (asked.outDir !== null) await makeFolder(asked.outDir);
  const { name: engine } = await selectEngine(asked.engine);
  const analyzer = await createFrameAnalyzer({ engine, detector: asked.detector });
  const progress = new PredictProgress(pictures.length);
  const copies = asked.outDir === null ? null : new CopyNames(asked.outDir, paths);
  let status = 0;
  for (const picture of pictures) {
    try {
      if ('problem' in picture) throw new Error(picture.problem);
      progress.print(await predictOne(analyzer, picture.path, asked, copies), process.stdout);
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
  { detector, whole, json }: PredictArguments,
  copies: CopyNames | null,
): Promise<string> {
  const bytes = await readFile(picturePath);
  const analysis = await analyzer.analyzePicture(bytes, { detector, wholeImage: whole });
  const faces = predictedFaces(analysis);
  if (copies) await annotatePicture(bytes, analysis.width, faces, copies.next(picturePath));
  return json ? predictionJson(picturePath, faces) : predictionText(picturePath, faces);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Error(`--out ${folder}: ${reasonOf(error)}`);
  }
}

// Whoever reads the output has seen enough, as `head` does: no error, and nothing left to do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
process.exitCode = await main(process.argv.slice(2));
