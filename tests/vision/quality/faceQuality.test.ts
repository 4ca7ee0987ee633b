import { type FaceMeasures, faceQuality, QUALITY_LIMITS } from '@emostream/vision';
import { describe, expect, it } from 'vitest';

const GOOD: FaceMeasures = { sidePx: 120, luma: 120, sharpness: 0.5, yaw: 4 };
const { minSidePx, minLuma, minSharpness, maxYaw } = QUALITY_LIMITS;

describe('faceQuality', () => {
  it.each([
    ['good', {}],
    ['small', { sidePx: minSidePx - 1 }],
    ['dark', { luma: minLuma - 1 }],
    ['blurred', { sharpness: minSharpness * 0.98 }],
    ['turned', { yaw: maxYaw + 1 }],
    ['turned', { yaw: -maxYaw - 1 }],
    ['good', { yaw: null }],
  ] as const)('is %s for %j', (quality, measures) => {
    expect(faceQuality({ ...GOOD, ...measures })).toBe(quality);
  });

  it('names the first of several problems', () => {
    expect(faceQuality({ sidePx: 20, luma: 10, sharpness: 0, yaw: 60 })).toBe('small');
    expect(faceQuality({ ...GOOD, luma: 10, sharpness: 0, yaw: 60 })).toBe('dark');
    expect(faceQuality({ ...GOOD, sharpness: 0, yaw: 60 })).toBe('blurred');
  });

  it.each([
    ['small', { sidePx: minSidePx * 1.05 }, { sidePx: minSidePx * 1.2 }],
    ['dark', { luma: minLuma * 1.05 }, { luma: minLuma * 1.2 }],
    ['blurred', { sharpness: minSharpness * 1.05 }, { sharpness: minSharpness * 1.2 }],
    ['turned', { yaw: maxYaw * 0.95 }, { yaw: maxYaw * 0.8 }],
  ] as const)('leaves %s only when it is clearly over', (quality, nearly, clearly) => {
    expect(faceQuality({ ...GOOD, ...nearly })).toBe('good');
    expect(faceQuality({ ...GOOD, ...nearly }, quality)).toBe(quality);
    expect(faceQuality({ ...GOOD, ...clearly }, quality)).toBe('good');
  });
});
