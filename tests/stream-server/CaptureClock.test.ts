import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureClock } from '../../apps/stream-server/src/ingest/CaptureClock.ts';

const EPOCH = 1_700_000_000_000;

describe('CaptureClock', () => {
  it('spaces frames as they were captured, whatever the network did to their arrival', () => {
    const clock = new CaptureClock();
    // Captured every 100 ms on a clock of its own; the first is the fastest.
    const delays = [20, 250, 40, 25, 180];
    const times = delays.map((delay, index) =>
      clock.toServerMs(5000 + 100 * index, EPOCH + 100 * index + delay),
    );
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 100, 200, 300, 400]);
    expect(times[0]).toBe(EPOCH + 20);
  });

  it('comes closer to the true time with a faster frame, and never goes back', () => {
    const clock = new CaptureClock();
    expect(clock.toServerMs(0, EPOCH + 300)).toBe(EPOCH + 300);
    expect(clock.toServerMs(100, EPOCH + 110)).toBe(EPOCH + 301);
    expect(clock.toServerMs(1000, EPOCH + 1100)).toBe(EPOCH + 1010);
  });

  it('starts anew where the page was loaded anew and its clock began again', () => {
    const clock = new CaptureClock();
    clock.toServerMs(900_000, EPOCH);
    expect(clock.toServerMs(100, EPOCH + 5000)).toBe(EPOCH + 5000);
    expect(clock.toServerMs(200, EPOCH + 5100)).toBe(EPOCH + 5100);
  });

  it('follows a clock that drifts by up to a tenth of a second an hour', () => {
    const clock = new CaptureClock();
    let time = 0;
    const HOUR = 3_600_000;
    for (let now = 0; now <= 4 * HOUR; now += 1000) {
      // The publisher's clock is slow by 90 ms an hour.
      time = clock.toServerMs(now * (1 - 90 / HOUR), EPOCH + now + 20);
    }
    expect(Math.abs(time - (EPOCH + 4 * HOUR + 20))).toBeLessThan(5);
  });

  it('gives whole times that only ever go forward', () => {
    const arrival = fc.record({
      captured: fc.double({ min: 0, max: 1e9, noNaN: true }),
      received: fc.double({ min: 0, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 50 }), (arrivals) => {
        const clock = new CaptureClock();
        let last = Number.NEGATIVE_INFINITY;
        for (const { captured, received } of arrivals) {
          const time = clock.toServerMs(captured, received);
          expect(time).toBeGreaterThan(last);
          expect(Number.isInteger(time)).toBe(true);
          last = time;
        }
      }),
    );
  });
});
