import type { RgbImage } from './RgbImage.ts';

/** A rectangle in pixels of the picture, origin at the top left. It may reach past the edge. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A face that a detector found. */
export interface FaceDetection {
  readonly box: PixelBox;
  /** 0..1 */
  readonly score: number;
}

/** `tiny`: face-api's tiny YOLO, for live video. `ssd`: its SSD MobileNet v1, for pictures. */
export type DetectorName = 'tiny' | 'ssd';

export interface DetectOptions {
  /** Side of the square the picture is fitted into, a multiple of 32. Only `tiny` reads it. */
  readonly inputSize?: number;
  /** Detections below it are left out, 0..1. */
  readonly minScore?: number;
}

/** Frame → faces. One implementation an engine family; all agree within 2 px at 640×480. */
export interface FaceDetector {
  readonly name: DetectorName;
  /** Returns the faces by falling score. One call at a time: the input's memory is reused. */
  detect(image: RgbImage, options?: DetectOptions): Promise<FaceDetection[]>;
  dispose(): Promise<void>;
}
