import { type FaceMeasures, QualitySmoother } from '@emostream/vision';
import { describe, expect, it } from 'vitest';

const FRAME_MS = 66;
const GOOD: FaceMeasures = { sidePx: 120, luma: 120, sharpness: 0.5, yaw: 0 };

describe('QualitySmoother', () => {
  it('says of the first frame what that frame is', () => {
    expect(new QualitySmoother().smooth(1, { ...GOOD, luma: 20 }, 0)).toBe('dark');
    expect(new QualitySmoother().smooth(1, GOOD, 0)).toBe('good');
  });

  it('does not change for one odd frame', () => {
    const smoother = new QualitySmoother();
    smoother.smooth(1, GOOD, 0);
    expect(smoother.smooth(1, { ...GOOD, yaw: 60, sharpness: 0.02 }, FRAME_MS)).toBe('good');
  });

  it('follows a turn that lasts within a second, and the way back', () => {
    const smoother = new QualitySmoother();
    smoother.smooth(1, GOOD, 0);
    const seen: string[] = [];
    for (let nowMs = FRAME_MS; nowMs < 3000; nowMs += FRAME_MS) {
      seen.push(smoother.smooth(1, { ...GOOD, yaw: nowMs < 1500 ? 45 : 0 }, nowMs));
    }
    expect(seen.filter((quality, i) => quality !== (seen[i - 1] ?? 'good'))).toEqual([
      'turned',
      'good',
    ]);
    expect(seen.indexOf('turned') * FRAME_MS).toBeLessThan(1000);
  });

  it('follows a turn as fast where only every third frame measures it', () => {
    const turnedAtMs = (every: number) => {
      const smoother = new QualitySmoother();
      smoother.smooth(1, GOOD, 0);
      for (let frame = 1; ; frame++) {
        const yaw = frame % every === 0 ? 45 : null;
        if (smoother.smooth(1, { ...GOOD, yaw }, 33 * frame) === 'turned') return 33 * frame;
        expect(frame).toBeLessThan(60);
      }
    };
    expect(turnedAtMs(3) - turnedAtMs(1)).toBeGreaterThanOrEqual(0);
    expect(turnedAtMs(3) - turnedAtMs(1)).toBeLessThan(99);
  });

  it('does not flicker at a limit', () => {
    const smoother = new QualitySmoother();
    const seen: string[] = [];
    for (let frame = 0; frame < 200; frame++) {
      const noise = 4 * Math.sin(frame * 1.7) + 3 * Math.sin(frame * 0.37);
      seen.push(smoother.smooth(1, { ...GOOD, yaw: 24 + noise }, frame * FRAME_MS));
    }
    const changes = seen.filter((quality, i) => i > 0 && quality !== seen[i - 1]).length;
    expect(seen).toContain('turned');
    expect(changes).toBeLessThanOrEqual(1);
  });

  it('keeps the last yaw where none was measured', () => {
    const smoother = new QualitySmoother();
    smoother.smooth(1, { ...GOOD, yaw: null }, 0);
    expect(smoother.smooth(1, { ...GOOD, yaw: 50 }, FRAME_MS)).toBe('turned');
    expect(smoother.smooth(1, { ...GOOD, yaw: null }, 10 * FRAME_MS)).toBe('turned');
  });

  it('keeps faces apart and forgets those that are gone', () => {
    const smoother = new QualitySmoother();
    smoother.smooth(1, { ...GOOD, luma: 20 }, 0);
    expect(smoother.smooth(2, GOOD, 0)).toBe('good');
    smoother.keepOnly([2]);
    expect(smoother.smooth(1, GOOD, FRAME_MS)).toBe('good');
  });

  it('bears a clock that goes back', () => {
    const smoother = new QualitySmoother();
    smoother.smooth(1, GOOD, 60_000);
    expect(smoother.smooth(1, { ...GOOD, luma: 20 }, 0)).toBe('good');
    expect(smoother.smooth(1, { ...GOOD, luma: 20 }, 2000)).toBe('dark');
  });
});
