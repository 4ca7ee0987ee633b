import type { Face } from '@emostream/protocol';
import type { AnalyzedFace, FrameAnalysis } from '../FrameAnalysis.ts';
import { scaledBox } from '../scaledBox.ts';
import { type DetectionPlan, DetectorSizeSchedule } from './DetectorSizeSchedule.ts';
import { EmotionSmoother } from './EmotionSmoother.ts';
import { FaceTracker } from './FaceTracker.ts';

/**
 * What is known of one publisher's video from frame to frame: which input size suits the detector,
 * which faces are followed and what their expressions were. Frames go through it one at a time:
 * `planFrame`, the analysis, `completeFrame`. A frame whose analysis failed is simply not completed.
 */
export class PublisherVision {
  readonly #schedule = new DetectorSizeSchedule();
  readonly #tracker: FaceTracker;
  readonly #smoother = new EmotionSmoother();

  /** @param firstTrackId where the track ids start: past those that the session has already used */
  constructor(firstTrackId = 0) {
    this.#tracker = new FaceTracker(firstTrackId);
  }

  /** The track id that the next new face will get. */
  get nextTrackId(): number {
    return this.#tracker.nextId;
  }

  /**
   * How to look for faces in the next frame.
   *
   * @param nowMs any clock that keeps going forward; it need not be that of `completeFrame`
   */
  planFrame(nowMs: number): DetectionPlan {
    const shares = this.#tracker.boxes.map((box) => Math.max(box.width, box.height));
    return this.#schedule.next(shares, nowMs);
  }

  /**
   * Takes in a frame's analysis and returns the faces to show: those found in this very frame.
   *
   * @param capturedAtMs the frame's time on the publisher's clock
   */
  completeFrame(analysis: FrameAnalysis, capturedAtMs: number): Face[] {
    const { width, height, faces } = analysis;
    // In units of the frame's longer side, so that a change of resolution loses nobody.
    const scale = 1 / Math.max(width, height);
    const detections = faces.map(({ box, score }) => ({
      box: scaledBox(box, scale, scale),
      score,
    }));
    const tracked = this.#tracker.update(detections, capturedAtMs);
    this.#smoother.keepOnly(this.#tracker.trackIds);
    return tracked.map(({ trackId, index }) => {
      const { box, score, probabilities } = faces[index] as AnalyzedFace;
      const facePx = Math.min(box.width, box.height);
      return {
        trackId,
        box: scaledBox(box, 1 / width, 1 / height),
        score,
        raw: [...probabilities],
        ...this.#smoother.smooth(trackId, probabilities, facePx, capturedAtMs),
      };
    });
  }
}
