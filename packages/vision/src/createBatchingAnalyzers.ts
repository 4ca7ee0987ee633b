import { BatchingClassifier, type BatchingOptions } from '@emostream/classifier';
import { SharedDetector } from './detectors/SharedDetector.ts';
import type { DetectorName, FaceDetector } from './FaceDetector.ts';
import { FrameAnalyzer, type FrameAnalyzerParts } from './FrameAnalyzer.ts';

/**
 * Makes analyzers that work side by side on one set of models, so that the faces of frames that are under
 * way at once are classified together. Each analyzes one picture at a time; dispose of one, and the models
 * are gone for all.
 *
 * @param count analyzers, and so pictures under way at once
 */
export function createBatchingAnalyzers(
  parts: FrameAnalyzerParts,
  count: number,
  options: BatchingOptions,
): FrameAnalyzer[] {
  const detectors = new Map<DetectorName, Promise<FaceDetector>>();
  const loadDetector = (name: DetectorName) => {
    const loaded = detectors.get(name) ?? load(name);
    detectors.set(name, loaded);
    loaded.catch(() => detectors.delete(name));
    return loaded;
  };
  const load = async (name: DetectorName) => new SharedDetector(await parts.loadDetector(name));
  const classifier = new BatchingClassifier(parts.classifier, options);
  return Array.from(
    { length: count },
    () => new FrameAnalyzer({ ...parts, classifier, loadDetector }),
  );
}
