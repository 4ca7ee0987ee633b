import type { Emotion } from '@emostream/protocol';
import type { FaceDetection } from './FaceDetector.ts';

/** A detected face with the classifier's seven probabilities, in the order of `EMOTIONS`. */
export interface AnalyzedFace extends FaceDetection {
  readonly emotion: Emotion;
  readonly probabilities: readonly number[];
}

/** Milliseconds each stage of one analysis took. */
export interface AnalysisTimings {
  readonly decodeMs: number;
  readonly detectMs: number;
  readonly cropMs: number;
  readonly classifyMs: number;
  readonly totalMs: number;
}

/** What `FrameAnalyzer.analyze` returns. It holds numbers only and can be posted between threads. */
export interface FrameAnalysis {
  readonly width: number;
  readonly height: number;
  readonly faces: readonly AnalyzedFace[];
  readonly timings: AnalysisTimings;
}
