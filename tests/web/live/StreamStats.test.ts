import { describe, expect, it } from 'vitest';
import { StreamStats } from '../../../apps/web/src/live/StreamStats.ts';

const SIZE = { width: 640, height: 480 };
const NOTHING = { framesPerSecond: 0, latencyMs: null, size: null };

/** Results that come at an even pace, each some time after its capture. */
function steady(count: number, intervalMs: number, latencyMs: number): StreamStats {
  const stats = new StreamStats();
  for (let index = 1; index <= count; index += 1) {
    stats.add({ ...SIZE, capturedAtMs: index * intervalMs - latencyMs }, index * intervalMs);
  }
  return stats;
}

describe('StreamStats', () => {
  it('says nothing of latency before the first result', () => {
    expect(new StreamStats().read(1000)).toEqual(NOTHING);
  });

  it('measures a steady stream', () => {
    const { framesPerSecond, latencyMs } = steady(100, 50, 80).read(5000);
    expect(framesPerSecond).toBeGreaterThan(19);
    expect(framesPerSecond).toBeLessThan(21);
    expect(latencyMs).toBe(80);
  });

  it('tells the size of the last picture', () => {
    const stats = steady(3, 50, 80);
    stats.add({ width: 480, height: 360, capturedAtMs: 150 }, 200);
    expect(stats.read(200).size).toEqual({ width: 480, height: 360 });
  });

  it('takes the median, so that one late result does not show', () => {
    const stats = steady(20, 100, 60);
    stats.add({ ...SIZE, capturedAtMs: 2100 - 1900 }, 2100);
    expect(stats.read(2100).latencyMs).toBe(60);
  });

  it('does not claim a high rate after the first results alone', () => {
    expect(steady(2, 10, 5).read(20).framesPerSecond).toBeLessThanOrEqual(4);
  });

  it('falls to nothing when results stop coming', () => {
    const stats = steady(60, 50, 80);
    expect(stats.read(4000).framesPerSecond).toBeLessThan(20);
    expect(stats.read(10_000)).toMatchObject({ framesPerSecond: 0, latencyMs: null });
  });

  it('forgets what was before a new connection', () => {
    const stats = steady(60, 50, 80);
    stats.clear();
    expect(stats.read(3000)).toEqual(NOTHING);
  });
});
