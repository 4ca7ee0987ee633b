import path from 'node:path';
import { type EngineName, loadTfjs, MODELS_DIR } from '@emostream/classifier';
import type { DetectorName, FaceDetector } from '../FaceDetector.ts';

/** Which detector to load, into what, and where the ONNX detectors lie; by default those that ship. */
export interface DetectorOptions {
  readonly engine: EngineName;
  readonly name: DetectorName;
  readonly detectorsDir?: string;
}

/**
 * Loads a face detector into an engine.
 *
 * @throws if the engine does not load or a model file is missing or damaged
 */
export async function createDetector({
  engine,
  name,
  detectorsDir = path.join(MODELS_DIR, 'detectors'),
}: DetectorOptions): Promise<FaceDetector> {
  if (engine === 'onnx') {
    const { loadDetectorModel } = await import('./loadDetectorModel.ts');
    const session = await loadDetectorModel(detectorsDir, name);
    if (name === 'tiny') {
      const { OnnxTinyDetector } = await import('./OnnxTinyDetector.ts');
      return new OnnxTinyDetector(session);
    }
    const { OnnxSsdDetector } = await import('./OnnxSsdDetector.ts');
    return new OnnxSsdDetector(session);
  }
  const tf = await loadTfjs(engine);
  const { loadFaceApi } = await import('./loadFaceApi.ts');
  const { FaceApiDetector } = await import('./FaceApiDetector.ts');
  const { faceApi, weightsDir } = loadFaceApi(engine);
  return FaceApiDetector.load(name, tf, faceApi, weightsDir);
}
