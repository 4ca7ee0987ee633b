import path from 'node:path';
import { type EngineName, loadTfjs, MODELS_DIR } from '@emostream/classifier';
import type { FaceLandmarker } from '../FaceLandmarker.ts';

/** What to load the landmarker into, and where the ONNX models lie; by default those that ship. */
export interface LandmarkerOptions {
  readonly engine: EngineName;
  readonly detectorsDir?: string;
}

/**
 * Loads the face landmark net into an engine.
 *
 * @throws if the engine does not load or the model file is missing or damaged
 */
export async function createLandmarker({
  engine,
  detectorsDir = path.join(MODELS_DIR, 'detectors'),
}: LandmarkerOptions): Promise<FaceLandmarker> {
  if (engine === 'onnx') {
    const { loadDetectorModel } = await import('../detectors/loadDetectorModel.ts');
    const { OnnxLandmarker } = await import('./OnnxLandmarker.ts');
    return new OnnxLandmarker(await loadDetectorModel(detectorsDir, 'landmarks'));
  }
  const tf = await loadTfjs(engine);
  const { loadFaceApi } = await import('../detectors/loadFaceApi.ts');
  const { FaceApiLandmarker } = await import('./FaceApiLandmarker.ts');
  const { faceApi, weightsDir } = loadFaceApi(engine);
  return FaceApiLandmarker.load(tf, faceApi, weightsDir);
}
