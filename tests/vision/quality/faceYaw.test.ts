import { faceYaw, LANDMARK_COUNT } from '@emostream/vision';
import { describe, expect, it } from 'vitest';

/** Points of a head as x to the right of the picture, y down and z towards the camera, in centimetres. */
function headPoints(): [x: number, y: number, z: number][] {
  const points = Array.from(
    { length: LANDMARK_COUNT },
    () => [0, 3, 4] as [number, number, number],
  );
  for (let i = 0; i <= 16; i++) {
    const angle = (Math.PI * i) / 16;
    points[i] = [-7 * Math.cos(angle), 7 * Math.sin(angle), 3 * Math.sin(angle) - 3];
  }
  points[30] = [0, 3, 6];
  for (let i = 36; i < 42; i++) points[i] = [-3.2, 0, 3];
  for (let i = 42; i < 48; i++) points[i] = [3.2, 0, 3];
  return points;
}

/** The head turned by `yaw` and tilted by `roll` degrees, seen at some place and size. */
function seen(yaw: number, roll: number, scale = 1, shift = 0): Float32Array {
  const [turn, tilt] = [(yaw * Math.PI) / 180, (roll * Math.PI) / 180];
  return Float32Array.from(
    headPoints().flatMap(([x, y, z]) => {
      const across = x * Math.cos(turn) + z * Math.sin(turn);
      return [
        shift + scale * (across * Math.cos(tilt) - y * Math.sin(tilt)),
        shift + scale * (across * Math.sin(tilt) + y * Math.cos(tilt)),
      ];
    }),
  );
}

describe('faceYaw', () => {
  it('is 0 for a head seen from the front', () => {
    expect(faceYaw(seen(0, 0))).toBeCloseTo(0, 4);
  });

  it.each([-40, -25, -10, 10, 25, 40])('grows with the turn: %i°', (yaw) => {
    const measured = faceYaw(seen(yaw, 0));
    expect(Math.sign(measured)).toBe(Math.sign(yaw));
    expect(Math.abs(measured)).toBeGreaterThan(Math.abs(faceYaw(seen(yaw * 0.8, 0))));
    // The head of this test is drawn by eye; the constant is fitted to real faces.
    expect(Math.abs(measured / yaw)).toBeGreaterThan(0.5);
    expect(Math.abs(measured / yaw)).toBeLessThan(1.7);
  });

  it.each([-30, 15, 90])('does not see a tilt of %i° as a turn', (roll) => {
    expect(faceYaw(seen(0, roll))).toBeCloseTo(0, 4);
    expect(faceYaw(seen(20, roll))).toBeCloseTo(faceYaw(seen(20, 0)), 3);
  });

  it('does not depend on the size or place of the face', () => {
    expect(faceYaw(seen(20, 5, 7.5, 130))).toBeCloseTo(faceYaw(seen(20, 5)), 3);
  });

  it('changes its sign with the mirror image', () => {
    expect(faceYaw(seen(-20, 0))).toBeCloseTo(-faceYaw(seen(20, 0)), 4);
  });

  it('is 0 where all points fall together', () => {
    expect(faceYaw(new Float32Array(2 * LANDMARK_COUNT).fill(0.5))).toBe(0);
  });
});
