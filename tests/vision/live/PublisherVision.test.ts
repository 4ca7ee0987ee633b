import { faceSchema } from '@emostream/protocol';
import {
  type AnalyzedFace,
  BASELINE_MS,
  type FaceMeasures,
  type FrameAnalysis,
  PublisherVision,
} from '@emostream/vision';
import { describe, expect, it } from 'vitest';

const PROBABILITIES = [0.05, 0.05, 0.05, 0.65, 0.1, 0.05, 0.05];

const FRAME_MS = 66;

const analyzed = (
  x: number,
  y: number,
  size: number,
  probabilities: readonly number[] = PROBABILITIES,
  measures: Partial<FaceMeasures> = {},
): AnalyzedFace => ({
  box: { x, y, width: size, height: size },
  score: 0.9,
  emotion: 'happy',
  probabilities,
  measures: { sidePx: size, luma: 120, sharpness: 0.5, yaw: 0, ...measures },
});

const frame = (
  faces: AnalyzedFace[],
  width = 640,
  height = 480,
  minProbability = 0.5,
): FrameAnalysis => ({
  width,
  height,
  faces,
  minProbability,
  timings: { decodeMs: 1, detectMs: 1, cropMs: 1, classifyMs: 1, totalMs: 4 },
});

describe('PublisherVision', () => {
  it('returns faces as the wire wants them, boxes in fractions of the frame', () => {
    const [face] = new PublisherVision().completeFrame(frame([analyzed(160, 120, 128)]), 0);
    expect(face?.box).toEqual({ x: 0.25, y: 0.25, width: 0.2, height: 128 / 480 });
    expect(faceSchema.parse(face)).toMatchObject({
      trackId: 0,
      score: 0.9,
      emotion: 'happy',
      uncertain: false,
      quality: 'good',
      raw: PROBABILITIES,
      smoothed: PROBABILITIES,
      adjusted: null,
    });
  });

  it('plans for the faces of the frame before', () => {
    const vision = new PublisherVision();
    expect(vision.planFrame(0).searchSizes).toHaveLength(2);
    vision.completeFrame(frame([analyzed(120, 40, 400)]), 0);
    expect(vision.planFrame(66)).toMatchObject({ followed: [], inputSize: 160, expectedFaces: 1 });
    vision.completeFrame(frame([analyzed(320, 160, 160)]), 66);
    const { followed, expectedFaces } = vision.planFrame(132);
    expect(followed.at(-1)).toEqual({ x: 0.5, y: 0.25, width: 0.25, height: 0.25 });
    expect(expectedFaces).toBe(1);
  });

  it('has the yaw measured ten times a second, and in the frame after a new face', () => {
    const vision = new PublisherVision();
    const measured: number[] = [];
    for (let index = 0; index <= 30; index++) {
      const nowMs = (index * 1000) / 30;
      if (vision.planFrame(nowMs).measuresYaw) measured.push(index);
      const faces = [analyzed(60, 120, 100), analyzed(400, 120, 100)];
      vision.completeFrame(frame(index < 16 ? faces.slice(0, 1) : faces), nowMs);
    }
    expect(measured).toEqual([0, 1, 4, 7, 10, 13, 16, 17, 20, 23, 26, 29]);
  });

  it('keeps a face when the resolution changes', () => {
    const vision = new PublisherVision();
    const [before] = vision.completeFrame(frame([analyzed(160, 120, 160)]), 0);
    const [after] = vision.completeFrame(frame([analyzed(80, 60, 80)], 320, 240), 66);
    expect(after?.trackId).toBe(before?.trackId);
    expect(after?.box).toEqual(before?.box);
  });

  it('goes on after frames whose analysis failed', () => {
    const vision = new PublisherVision();
    vision.completeFrame(frame([analyzed(160, 120, 160)]), 0);
    for (let nowMs = 66; nowMs < 300; nowMs += 66) vision.planFrame(nowMs);
    const [face] = vision.completeFrame(frame([analyzed(165, 120, 160)]), 300);
    expect(face?.trackId).toBe(0);
  });

  it('continues the track ids of the publisher it replaces', () => {
    const first = new PublisherVision();
    first.completeFrame(frame([analyzed(160, 120, 160), analyzed(400, 120, 100)]), 0);
    const second = new PublisherVision(first.nextTrackId);
    expect(second.completeFrame(frame([analyzed(160, 120, 160)]), 66)[0]?.trackId).toBe(2);
  });

  it('calls a face in the dark uncertain, and says why', () => {
    const dark = analyzed(160, 120, 128, PROBABILITIES, { luma: 20 });
    const [face] = new PublisherVision().completeFrame(frame([dark]), 0);
    expect(face).toMatchObject({ quality: 'dark', uncertain: true });
  });

  it('calls a face uncertain whose label is less probable than its model asks for, and no other', () => {
    const seen = (minProbability: number, raw = PROBABILITIES) => {
      const analysis = frame([analyzed(160, 120, 128, raw)], 640, 480, minProbability);
      return new PublisherVision().completeFrame(analysis, 0)[0]?.uncertain;
    };
    expect([0.6, 0.65, 0.66].map((min) => seen(min))).toEqual([false, false, true]);
    // However narrow its lead.
    expect(seen(0.4, [0, 0, 0, 0.45, 0.44, 0.11, 0])).toBe(false);
  });

  it('goes by the probability over time, as it is shown', () => {
    const vision = new PublisherVision();
    const certain = analyzed(160, 120, 128, [0, 0, 0, 0.9, 0.1, 0, 0]);
    const weak = analyzed(160, 120, 128, [0, 0, 0, 0.4, 0.3, 0.3, 0]);
    const show = (face: AnalyzedFace, nowMs: number) =>
      vision.completeFrame(frame([face], 640, 480, 0.6), nowMs)[0]?.uncertain;
    expect(show(certain, 0)).toBe(false);
    expect(show(weak, 66)).toBe(false);
    expect(show(weak, 1000)).toBe(true);
  });

  describe('whose clock starts anew, as when the page is loaded again', () => {
    const SAD = [0, 0, 0, 0, 0, 1, 0];
    const HAPPY = [0, 0, 0, 1, 0, 0, 0];

    it('goes on with the face, and with its average', () => {
      const vision = new PublisherVision();
      vision.completeFrame(frame([analyzed(160, 120, 128, HAPPY)]), 600_000);
      for (let nowMs = 0; nowMs <= 990; nowMs += FRAME_MS) {
        vision.completeFrame(frame([analyzed(160, 120, 128, SAD)]), nowMs);
      }
      const [face] = vision.completeFrame(frame([analyzed(160, 120, 128, SAD)]), 1056);
      expect(face).toMatchObject({ trackId: 0, emotion: 'sad' });
    });

    it('forgets a face that does not come back', () => {
      const vision = new PublisherVision();
      vision.completeFrame(frame([analyzed(160, 120, 128)]), 600_000);
      for (let nowMs = 0; nowMs < 800; nowMs += FRAME_MS) vision.completeFrame(frame([]), nowMs);
      expect(vision.completeFrame(frame([analyzed(160, 120, 128)]), 858)[0]?.trackId).toBe(1);
    });

    it('finishes a baseline that was begun before', () => {
      const vision = new PublisherVision();
      const relaxed = frame([analyzed(160, 120, 128)]);
      vision.completeFrame(relaxed, 600_000);
      vision.startBaseline(600_000);
      for (let at = 0; at < 2000; at += FRAME_MS) vision.completeFrame(relaxed, 600_000 + at);
      for (let at = 0; at < 3000; at += FRAME_MS) vision.completeFrame(relaxed, at);
      const { baseline } = vision;
      expect(baseline.state).toBe('measuring');
      const untilMs = baseline.state === 'measuring' ? baseline.untilMs : 0;
      expect(untilMs).toBeGreaterThan(2900);
      expect(untilMs).toBeLessThan(3200);
      vision.completeFrame(relaxed, untilMs);
      expect(vision.baseline).toEqual({ state: 'set' });
    });
  });

  describe('measuring a neutral face', () => {
    const NEUTRAL = 4;
    /** What the model says of somebody whose face at rest looks sad to it. */
    const RESTING = [0.1, 0, 0.05, 0.02, 0.25, 0.55, 0.03];

    function measured(face: AnalyzedFace): PublisherVision {
      const vision = new PublisherVision();
      vision.startBaseline(100);
      expect(vision.baseline).toEqual({ state: 'measuring', untilMs: 100 + BASELINE_MS });
      for (let nowMs = 100; nowMs < 100 + BASELINE_MS; nowMs += FRAME_MS) {
        const [seen] = vision.completeFrame(frame([face]), nowMs);
        expect(seen?.adjusted).toBeNull();
      }
      vision.completeFrame(frame([face]), 100 + BASELINE_MS);
      return vision;
    }

    it('makes the relaxed face read neutral from then on, and leaves the rest as it was', () => {
      const vision = measured(analyzed(160, 120, 128, RESTING));
      expect(vision.baseline).toEqual({ state: 'set' });
      const [face] = vision.completeFrame(frame([analyzed(160, 120, 128, RESTING)]), 5200);
      const { adjusted, raw, smoothed, emotion } = faceSchema.parse(face);
      expect(adjusted?.indexOf(Math.max(...(adjusted ?? [])))).toBe(NEUTRAL);
      expect(raw).toEqual(RESTING);
      for (const [i, value] of smoothed.entries())
        expect(value).toBeCloseTo(RESTING[i] as number, 9);
      expect(emotion).toBe('sad');
    });

    it('fails on a face that cannot be read well, and without one', () => {
      const turned = measured(analyzed(160, 120, 128, RESTING, { yaw: 50 }));
      expect(turned.baseline).toEqual({ state: 'failed', reason: 'poor_quality' });
      const vision = new PublisherVision();
      vision.startBaseline(0);
      for (let nowMs = 0; nowMs <= BASELINE_MS; nowMs += 100)
        vision.completeFrame(frame([]), nowMs);
      expect(vision.baseline).toEqual({ state: 'failed', reason: 'no_face' });
    });

    it('forgets it when it is told to', () => {
      const vision = measured(analyzed(160, 120, 128, RESTING));
      vision.clearBaseline();
      expect(vision.baseline).toEqual({ state: 'none' });
      const [face] = vision.completeFrame(frame([analyzed(160, 120, 128, RESTING)]), 5200);
      expect(face?.adjusted).toBeNull();
    });
  });
});
