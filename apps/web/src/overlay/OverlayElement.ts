import type { FrameResult } from '@emostream/protocol';
import type { DrawnFace } from './FaceAnimator.ts';

/** The canvas of an overlay, on which whoever measures finds what is drawn. */
export interface OverlayElement extends HTMLCanvasElement {
  drawnFaces?: readonly DrawnFace[];
}

/** Of the `drawn` event of that canvas: the first drawing that a result is part of. */
export interface DrawnDetail {
  readonly result: FrameResult;
  /** What the drawing took, in milliseconds of the page's thread. */
  readonly drawMs: number;
}
