import { describe, expect, it } from 'vitest';
import { ReplayClock } from '../../../apps/web/src/timeline/replay/ReplayClock.ts';

const BOUNDS = { fromMs: 10_000, toMs: 20_000 };

describe('ReplayClock', () => {
  it('runs with time, by its speed', () => {
    const clock = new ReplayClock(BOUNDS);
    clock.play(0);
    expect(clock.positionAt(1000)).toBe(11_000);
    clock.setSpeed(4, 1000);
    expect(clock.positionAt(1500)).toBe(13_000);
    clock.setSpeed(0.25, 1500);
    expect(clock.positionAt(5500)).toBe(14_000);
  });

  it('stands still while it is paused', () => {
    const clock = new ReplayClock(BOUNDS);
    clock.play(0);
    clock.pause(500);
    expect(clock.positionAt(9000)).toBe(10_500);
    clock.play(9000);
    expect(clock.positionAt(9500)).toBe(11_000);
  });

  it('goes on from where it is scrubbed to', () => {
    const clock = new ReplayClock(BOUNDS);
    clock.play(0);
    clock.seek(15_000, 3000);
    expect(clock.positionAt(4000)).toBe(16_000);
    clock.seek(99_000, 4000);
    expect(clock.positionAt(4000)).toBe(20_000);
  });

  it('ends, and begins again when it is played then', () => {
    const clock = new ReplayClock(BOUNDS);
    clock.play(0);
    expect(clock.hasEnded(9999)).toBe(false);
    expect(clock.hasEnded(10_000)).toBe(true);
    clock.pause(12_000);
    clock.play(13_000);
    expect(clock.positionAt(13_500)).toBe(10_500);
  });
});
