import type { DetectorName, PixelBox } from '../FaceDetector.ts';
import type { RgbImage } from '../RgbImage.ts';

/** A square in pixels of the picture, which may reach past its edges. */
export interface CropSquare {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** How a detector's box becomes a square. */
export interface SquareRule {
  /** The square's side as a share of the box's longer side. */
  readonly side: number;
  /** How far the square's centre lies above the box's, as a share of the box's height. */
  readonly up: number;
}

/**
 * The squares that the classifier knows, by detector. Chosen by `npm run evaluate-crops`: nothing is lost
 * against the dataset's own crops, while a side of 1.2 costs about 4 points of accuracy and one of 1.5
 * costs 11 to 17.
 */
const SQUARES: Record<DetectorName, SquareRule> = {
  tiny: { side: 0.9, up: 0.05 },
  ssd: { side: 0.9, up: 0.05 },
};

/** The square to crop around a face that `detector` found. */
export function faceSquare(box: PixelBox, detector: DetectorName): CropSquare {
  return squareBy(SQUARES[detector], box);
}

/** The square that a rule puts around a box. */
export function squareBy({ side, up }: SquareRule, box: PixelBox): CropSquare {
  const size = side * Math.max(box.width, box.height);
  const centreX = box.x + box.width / 2;
  const centreY = box.y + (0.5 - up) * box.height;
  return { x: centreX - size / 2, y: centreY - size / 2, size };
}

/** The largest square in the middle of a picture that as a whole shows one face. */
export function wholeSquare({ width, height }: RgbImage): CropSquare {
  const size = Math.min(width, height);
  return { x: (width - size) / 2, y: (height - size) / 2, size };
}
