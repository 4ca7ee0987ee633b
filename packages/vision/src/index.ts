export { boxOverlap } from './boxOverlap.ts';
export { createFrameAnalyzer, type FrameAnalyzerOptions } from './createFrameAnalyzer.ts';
export { FaceCropper } from './crop/FaceCropper.ts';
export { type CropSquare, faceSquare, wholeSquare } from './crop/faceSquare.ts';
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
export { decodeFrame } from './images/decodeFrame.ts';
export { type DecodedImage, decodeImage } from './images/decodeImage.ts';
export { ImageError, type ImageProblem } from './images/ImageError.ts';
export { predictedFaces } from './predictedFaces.ts';
export type { RgbImage } from './RgbImage.ts';
