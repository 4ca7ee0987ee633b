import type { Emotion } from '@emostream/protocol';
import type { FaceDetection } from './FaceDetector.ts';
import type { FaceMeasures } from './quality/FaceMeasures.ts';

/** A detected face with the classifier's seven probabilities, in the order of `EMOTIONS`. */
export interface AnalyzedFace extends FaceDetection {
  readonly emotion: Emotion;
  readonly probabilities: readonly number[];
  /** How well the face can be read; `faceQuality` judges by it. */
  readonly measures: FaceMeasures;
}

/** Milliseconds each stage of one analysis took. */
export interface AnalysisTimings {
  readonly decodeMs: number;
  readonly detectMs: number;
  /** Cropping the faces and measuring how well each can be read. */
  readonly cropMs: number;
  readonly classifyMs: number;
  readonly totalMs: number;
}

/** What `FrameAnalyzer.analyze` returns. It holds numbers only and can be posted between threads. */
export interface FrameAnalysis {
  readonly width: number;
  readonly height: number;
  readonly faces: readonly AnalyzedFace[];
  /** What `isUncertain` holds the faces' probabilities to: the model's own, from its manifest. */
  readonly minProbability: number;
  readonly timings: AnalysisTimings;
}
