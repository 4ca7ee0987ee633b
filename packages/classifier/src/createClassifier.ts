import path from 'node:path';
import type { EmotionClassifier } from './EmotionClassifier.ts';
import { loadTfjs } from './engines/loadTfjs.ts';
import { ModelFiles } from './ModelFiles.ts';
import { MODELS_DIR } from './modelsDir.ts';
import type { EngineName } from './selectEngine.ts';

/** What to run, and where the model lies; by default the one that ships. */
export interface ClassifierOptions {
  readonly engine: EngineName;
  readonly modelDir?: string;
}

/**
 * Loads the emotion model into an engine. An engine's package is loaded only when it is asked for.
 *
 * @throws if the engine does not load or the model is not what its manifest says
 */
export async function createClassifier({
  engine,
  modelDir = path.join(MODELS_DIR, 'emotion'),
}: ClassifierOptions): Promise<EmotionClassifier> {
  const files = await ModelFiles.open(modelDir);
  if (engine === 'onnx') {
    const { OnnxClassifier } = await import('./engines/OnnxClassifier.ts');
    return OnnxClassifier.load(files);
  }
  const { TfjsClassifier } = await import('./engines/TfjsClassifier.ts');
  return TfjsClassifier.load(await loadTfjs(engine), files);
}
