import { describe, expect, it } from 'vitest';
import { type LineConditions, type Moment, SimulatedLine } from '../../support/SimulatedLine.ts';

const WARM_UP_MS = 4000;
const LOOK_MS = 20_000;
const GOOD: LineConditions = {
  bytesPerSecond: 50_000_000,
  roundTripMs: 2,
  analysisMs: 12,
  othersMs: 0,
};

/** How it goes in the long run. */
async function settled(conditions: Partial<LineConditions>) {
  const line = new SimulatedLine({ ...GOOD, ...conditions });
  await line.run(WARM_UP_MS);
  const before = line.frames;
  await line.run(LOOK_MS);
  const moments = line.moments.filter(({ atMs }) => atMs > WARM_UP_MS);
  return {
    line,
    oldestMs: Math.max(...moments.map(({ shownAgeMs }) => shownAgeMs)),
    framesPerSecond: (1000 * (line.frames - before)) / LOOK_MS,
    last: moments.at(-1) as Moment,
  };
}

describe('adaptive sending', () => {
  it('sends all pictures in full over a good line', async () => {
    const { framesPerSecond, last, oldestMs } = await settled({});
    expect(framesPerSecond).toBeGreaterThan(28);
    expect(last.sending).toMatchObject({ maxSide: 640, quality: 0.8, limit: 'none' });
    expect(oldestMs).toBeLessThan(80);
  });

  it('shows nothing older than 600 ms over a line of 250 kB/s and 200 ms', async () => {
    const { framesPerSecond, last, oldestMs } = await settled({
      bytesPerSecond: 250_000,
      roundTripMs: 200,
    });
    expect(oldestMs).toBeLessThan(600);
    expect(framesPerSecond).toBeGreaterThan(5);
    expect(last.sending.limit).toBe('link');
    expect(last.sending.maxSide).toBeGreaterThan(400);
  });

  it('goes on over a line of 50 kB/s', async () => {
    const { framesPerSecond, oldestMs } = await settled({
      bytesPerSecond: 50_000,
      roundTripMs: 40,
    });
    expect(oldestMs).toBeLessThan(600);
    expect(framesPerSecond).toBeGreaterThan(5);
  });

  it('sends about as many frames as a busy server takes, and hardly any that it drops', async () => {
    const { line, framesPerSecond } = await settled({ analysisMs: 15, othersMs: 85 });
    expect(framesPerSecond).toBeGreaterThan(9);
    expect(framesPerSecond).toBeLessThan(12);
    expect(line.dropped / line.frames).toBeLessThan(0.15);
  });

  it('gives way when the line becomes slow, and comes back when it is good again', async () => {
    const line = new SimulatedLine({ ...GOOD });
    await line.run(3000);
    Object.assign(line.conditions, { bytesPerSecond: 250_000, roundTripMs: 100 });
    await line.run(10_000);
    expect(line.moments.at(-1)?.sending.limit).toBe('link');
    Object.assign(line.conditions, GOOD);
    await line.run(25_000);
    expect(line.moments.at(-1)?.sending).toMatchObject({ maxSide: 640, limit: 'none' });
  });
});
