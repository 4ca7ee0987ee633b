import { describe, expect, it } from 'vitest';
import { ServerClock, secondsUntil } from '../../../apps/web/src/room/ServerClock.ts';

describe('ServerClock', () => {
  it('is this machine’s until the server has told its time', () => {
    const clock = new ServerClock(500, 1_000_000);
    expect(clock.at(700)).toBe(1_000_200);
    clock.set(2_000_000, 1000);
    expect(clock.at(1300)).toBe(2_000_300);
  });
});

describe('secondsUntil', () => {
  it('counts whole seconds down to nothing', () => {
    const untilMs = 10_000;
    const counted = [5000, 5001, 6000, 9001, 9999, 10_000, 12_000].map((nowMs) =>
      secondsUntil(untilMs, nowMs),
    );
    expect(counted).toEqual([5, 5, 4, 1, 1, 0, 0]);
  });
});
