import { faceSchema } from '@emostream/protocol';
import { type AnalyzedFace, type FrameAnalysis, PublisherVision } from '@emostream/vision';
import { describe, expect, it } from 'vitest';

const PROBABILITIES = [0.05, 0.05, 0.05, 0.65, 0.1, 0.05, 0.05];

const analyzed = (x: number, y: number, size: number): AnalyzedFace => ({
  box: { x, y, width: size, height: size },
  score: 0.9,
  emotion: 'happy',
  probabilities: PROBABILITIES,
});

const frame = (faces: AnalyzedFace[], width = 640, height = 480): FrameAnalysis => ({
  width,
  height,
  faces,
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
      raw: PROBABILITIES,
      smoothed: PROBABILITIES,
    });
  });

  it('plans for the faces of the frame before', () => {
    const vision = new PublisherVision();
    expect(vision.planFrame(0).searchSizes).toHaveLength(2);
    vision.completeFrame(frame([analyzed(120, 40, 400)]), 0);
    expect(vision.planFrame(66)).toMatchObject({ inputSize: 160, expectedFaces: 1 });
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
});
