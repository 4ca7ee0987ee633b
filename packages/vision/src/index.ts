export { boxCoverage, boxOverlap } from './boxOverlap.ts';
export { createBatchingAnalyzers } from './createBatchingAnalyzers.ts';
export {
  createFrameAnalyzer,
  type FrameAnalyzerOptions,
  loadAnalyzerParts,
} from './createFrameAnalyzer.ts';
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
export { type FaceLandmarker, LANDMARK_COUNT } from './FaceLandmarker.ts';
export type { AnalysisTimings, AnalyzedFace, FrameAnalysis } from './FrameAnalysis.ts';
export { type AnalyzeOptions, FrameAnalyzer, type FrameAnalyzerParts } from './FrameAnalyzer.ts';
export { findFaces, type LiveLookOptions, type LookOptions } from './findFaces.ts';
export { decodeFrame } from './images/decodeFrame.ts';
export { type DecodedImage, decodeImage } from './images/decodeImage.ts';
export { FrameDecoder } from './images/FrameDecoder.ts';
export { ImageError, type ImageProblem } from './images/ImageError.ts';
export { createLandmarker, type LandmarkerOptions } from './landmarks/createLandmarker.ts';
export { type DetectionPlan, DetectorSizeSchedule } from './live/DetectorSizeSchedule.ts';
export { type EmotionEstimate, EmotionSmoother } from './live/EmotionSmoother.ts';
export { FaceTracker, type FollowedFace, type TrackedFace } from './live/FaceTracker.ts';
export {
  AVERAGE_NEUTRAL,
  BASELINE_MS,
  type BaselineFace,
  NeutralBaseline,
} from './live/NeutralBaseline.ts';
export { PublisherVision } from './live/PublisherVision.ts';
export { QualitySmoother } from './live/QualitySmoother.ts';
export { FaceFollower } from './mosaic/FaceFollower.ts';
export { FaceMosaic, type MosaicScale } from './mosaic/FaceMosaic.ts';
export { predictedFaces } from './predictedFaces.ts';
export { cropLuma } from './quality/cropLuma.ts';
export { cropSharpness } from './quality/cropSharpness.ts';
export type { FaceMeasures } from './quality/FaceMeasures.ts';
export { faceQuality, QUALITY_LIMITS } from './quality/faceQuality.ts';
export { faceYaw } from './quality/faceYaw.ts';
export type { RgbImage } from './RgbImage.ts';
export { scaledBox } from './scaledBox.ts';
