import path from 'node:path';
import { createClassifier, type EngineName, MODELS_DIR } from '@emostream/classifier';
import sharp from 'sharp';
import { createDetector } from './detectors/createDetector.ts';
import type { DetectorName } from './FaceDetector.ts';
import { FrameAnalyzer, type FrameAnalyzerParts } from './FrameAnalyzer.ts';
import { createLandmarker } from './landmarks/createLandmarker.ts';

/** What to run. */
export interface FrameAnalyzerOptions {
  readonly engine: EngineName;
  /** The detector for analyses that name none; loaded at once, the other when it is first needed. */
  readonly detector: DetectorName;
  /** A folder like the repository's `models`, which is the default. */
  readonly modelsDir?: string;
}

/**
 * Loads the models into an engine. Decoding is set to one thread, and to no cache, for the whole
 * process, as analyzers run side by side in worker threads.
 *
 * @throws if the engine does not load or a model is missing or damaged
 */
export async function createFrameAnalyzer(options: FrameAnalyzerOptions): Promise<FrameAnalyzer> {
  const analyzer = new FrameAnalyzer(await loadAnalyzerParts(options));
  await analyzer.prepare(options.detector);
  return analyzer;
}

/** The same models, for analyzers that share them. */
export async function loadAnalyzerParts({
  engine,
  detector,
  modelsDir = MODELS_DIR,
}: FrameAnalyzerOptions): Promise<FrameAnalyzerParts> {
  sharp.concurrency(1);
  // Nothing of a picture is kept for the next one.
  sharp.cache(false);
  const detectorsDir = path.join(modelsDir, 'detectors');
  return {
    classifier: await createClassifier({ engine, modelDir: path.join(modelsDir, 'emotion') }),
    detector,
    landmarker: await createLandmarker({ engine, detectorsDir }),
    loadDetector: (name) => createDetector({ engine, name, detectorsDir }),
  };
}
