import type { ModelManifest } from './modelManifest.ts';

/** Crop → probabilities. One implementation an engine family; all agree within 1e-3. */
export interface EmotionClassifier {
  readonly manifest: ModelManifest;
  /**
   * Classifies a batch of face crops.
   *
   * @param crops `count` × 48 × 48 luma values, 0..255, row-major, one crop after the other. May be
   *   longer than that; the rest is not read.
   * @returns `count` × 7 probabilities in the order of `EMOTIONS`. The array belongs to the caller.
   */
  classifyBatch(crops: Float32Array, count: number): Promise<Float32Array>;
  dispose(): Promise<void>;
}
