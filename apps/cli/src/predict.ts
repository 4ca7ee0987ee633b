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
} from './parsePredictArguments.ts';
import { runCommand } from './runCommand.ts';

async function predict(args: readonly string[]): Promise<number> {
  const asked = parsePredictArguments(args);
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

await runCommand(PREDICT_USAGE, predict);
