export type {
  DetectOptions,
  DetectorName,
  FaceDetection,
  FaceDetector,
  PixelBox,
} from './FaceDetector.ts';
export type { AnalysisTimings, AnalyzedFace, FrameAnalysis } from './FrameAnalysis.ts';
export type { RgbImage } from './RgbImage.ts';
