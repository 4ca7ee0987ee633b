import type { Baseline, Face } from '@emostream/protocol';
import type { AnalyzedFace, FrameAnalysis } from '../FrameAnalysis.ts';
import type { AnalyzeOptions } from '../FrameAnalyzer.ts';
import { isUncertain } from '../isUncertain.ts';
import { scaledBox } from '../scaledBox.ts';
import { type DetectionPlan, DetectorSizeSchedule } from './DetectorSizeSchedule.ts';
import { EmotionSmoother } from './EmotionSmoother.ts';
import { FaceTracker } from './FaceTracker.ts';
import { ForwardClock } from './ForwardClock.ts';
import { NeutralBaseline } from './NeutralBaseline.ts';
import { QualitySmoother } from './QualitySmoother.ts';

/** How the next frame is to be analyzed. */
export type FramePlan = DetectionPlan & Required<Pick<AnalyzeOptions, 'measuresYaw'>>;

/**
 * How far a face is turned is averaged over 300 ms and needs no measuring in every frame; a face that is new
 * is measured in the next.
 */
const YAW_EVERY_MS = 90;

/**
 * What is known of one publisher's video from frame to frame: which input size suits the detector,
 * which faces are followed, what their expressions were, how well they can be read, and what the
 * person's neutral face is. Frames go through it one at a time: `planFrame`, the analysis,
 * `completeFrame`. A frame whose analysis failed is simply not completed.
 */
export class PublisherVision {
  readonly #schedule = new DetectorSizeSchedule();
  readonly #clock = new ForwardClock();
  readonly #tracker: FaceTracker;
  readonly #quality = new QualitySmoother();
  readonly #smoother = new EmotionSmoother();
  readonly #baseline = new NeutralBaseline();
  #yawPlannedAtMs = Number.NEGATIVE_INFINITY;
  /** Track ids from this on are of faces that came after the yaw was measured. */
  #yawPlannedBeforeId = 0;

  /** @param firstTrackId where the track ids start: past those that the session has already used */
  constructor(firstTrackId = 0) {
    this.#tracker = new FaceTracker(firstTrackId);
  }

  /** The track id that the next new face will get. */
  get nextTrackId(): number {
    return this.#tracker.nextId;
  }

  /**
   * How far the measuring of the neutral face has come; `untilMs` is on the clock of `completeFrame`. It
   * ends with the first frame from then on.
   */
  get baseline(): Baseline {
    const state = this.#baseline.state;
    if (state.state !== 'measuring') return state;
    return { state: 'measuring', untilMs: this.#clock.toFrames(state.untilMs) };
  }

  /**
   * Begins to measure the person's neutral face, for five seconds; what was measured before is
   * forgotten.
   *
   * @param nowMs on the clock of `completeFrame`
   */
  startBaseline(nowMs: number): void {
    this.#baseline.start(this.#clock.toForward(nowMs));
  }

  clearBaseline(): void {
    this.#baseline.clear();
  }

  /**
   * How to analyze the next frame.
   *
   * @param nowMs any clock that keeps going forward; it need not be that of `completeFrame`
   * @param mostSearches looks for new faces, at most: fewer where others wait
   */
  planFrame(nowMs: number, mostSearches = Infinity): FramePlan {
    const plan = this.#schedule.next(this.#tracker.followed, nowMs, mostSearches);
    return { ...plan, measuresYaw: this.#isYawDue(nowMs) };
  }

  #isYawDue(nowMs: number): boolean {
    const { nextId } = this.#tracker;
    if (nowMs - this.#yawPlannedAtMs < YAW_EVERY_MS && nextId === this.#yawPlannedBeforeId) {
      return false;
    }
    this.#yawPlannedAtMs = nowMs;
    this.#yawPlannedBeforeId = nextId;
    return true;
  }

  /**
   * Takes in a frame's analysis and returns the faces to show: those found in this very frame.
   *
   * @param nowMs the frame's time. The clock may start anew, as it does when a page is loaded again.
   */
  completeFrame(analysis: FrameAnalysis, nowMs: number): Face[] {
    const forwardMs = this.#clock.advance(nowMs);
    const { width, height, faces, minProbability } = analysis;
    // In units of the frame's longer side, so that a change of resolution loses nobody.
    const scale = 1 / Math.max(width, height);
    const detections = faces.map(({ box, score }) => ({
      box: scaledBox(box, scale, scale),
      score,
    }));
    const tracked = this.#tracker.update(detections, forwardMs);
    this.#quality.keepOnly(this.#tracker.trackIds);
    this.#smoother.keepOnly(this.#tracker.trackIds);
    const shown = tracked.map(({ trackId, index }) => {
      const { box, score, probabilities, measures } = faces[index] as AnalyzedFace;
      const quality = this.#quality.smooth(trackId, measures, forwardMs);
      const estimate = this.#smoother.smooth(trackId, probabilities, forwardMs);
      return {
        trackId,
        box: scaledBox(box, 1 / width, 1 / height),
        score,
        emotion: estimate.emotion,
        uncertain: isUncertain(estimate.probability, quality, minProbability),
        quality,
        raw: [...probabilities],
        smoothed: estimate.smoothed,
      };
    });
    this.#baseline.observe(
      shown.map(({ trackId, raw, box, quality }) => ({
        trackId,
        raw,
        size: box.width * box.height,
        isGood: quality === 'good',
      })),
      forwardMs,
    );
    return shown.map((face) => ({ ...face, adjusted: this.#baseline.adjust(face.smoothed) }));
  }
}
