export { boxCoverage, boxOverlap } from './boxOverlap.ts';
export { createFrameAnalyzer, type FrameAnalyzerOptions } from './createFrameAnalyzer.ts';
export { FaceCropper } from './crop/FaceCropper.ts';
export {
  type CropSquare,
  faceSquare,
  type SquareRule,
  squareBy,
  wholeSquare,
} from './crop/faceSquare.ts';
export { createDetector, type DetectorOptions } from './detectors/createDetector.ts';
export type {
  DetectOptions,
  DetectorName,
  FaceDetection,
  FaceDetector,
  PixelBox,
} from './FaceDetector.ts';
export type { AnalysisTimings, AnalyzedFace, FrameAnalysis } from './FrameAnalysis.ts';
export { type AnalyzeOptions, FrameAnalyzer, type FrameAnalyzerParts } from './FrameAnalyzer.ts';
export { findFaces, type LookOptions } from './findFaces.ts';
export { decodeFrame } from './images/decodeFrame.ts';
export { type DecodedImage, decodeImage } from './images/decodeImage.ts';
export { ImageError, type ImageProblem } from './images/ImageError.ts';
export { type DetectionPlan, DetectorSizeSchedule } from './live/DetectorSizeSchedule.ts';
export { type EmotionEstimate, EmotionSmoother } from './live/EmotionSmoother.ts';
export { FaceTracker, type TrackedFace } from './live/FaceTracker.ts';
export { PublisherVision } from './live/PublisherVision.ts';
export { predictedFaces } from './predictedFaces.ts';
export type { RgbImage } from './RgbImage.ts';
export { scaledBox } from './scaledBox.ts';
