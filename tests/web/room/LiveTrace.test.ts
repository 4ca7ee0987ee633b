import type { Face } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { LiveTrace, TRACE_MS } from '../../../apps/web/src/room/LiveTrace.ts';

const HAPPY = [0, 0, 0, 1, 0, 0, 0];
const SAD = [0, 0, 0, 0, 0, 1, 0];

function face(trackId: number, width: number, smoothed = HAPPY): Face {
  return {
    trackId,
    box: { x: 0.1, y: 0.1, width, height: width },
    score: 0.9,
    emotion: 'happy',
    uncertain: false,
    quality: 'good',
    raw: smoothed,
    smoothed,
    adjusted: null,
  };
}

/** The happy share at each time; null where a gap begins. */
function happyOf(trace: LiveTrace): [number, number | null][] {
  const { timesMs, values } = trace.columns();
  return timesMs.map((atMs, index) => [atMs, values[3]?.[index] ?? null]);
}

describe('LiveTrace', () => {
  it('follows one face where two are about as large', () => {
    const trace = new LiveTrace();
    trace.add({ atMs: 0, faces: [face(1, 0.3), face(2, 0.2, SAD)] });
    trace.add({ atMs: 100, faces: [face(1, 0.3), face(2, 0.32, SAD)] });
    trace.add({ atMs: 200, faces: [face(1, 0.3), face(2, 0.5, SAD)] });
    expect(happyOf(trace)).toEqual([
      [0, 1],
      [100, 1],
      [200, 0],
    ]);
  });

  it('bridges a face that is missed for a moment, and leaves a gap where it was away', () => {
    const trace = new LiveTrace();
    for (let atMs = 0; atMs <= 5000; atMs += 100) {
      const missed = atMs === 500 || (atMs > 2000 && atMs < 4000);
      trace.add({ atMs, faces: missed ? [] : [face(1, 0.3)] });
    }
    const gaps = happyOf(trace).filter(([, share]) => share === null);
    expect(gaps).toEqual([[2001, null]]);
  });

  it('takes frames that come seldom for what they are', () => {
    const trace = new LiveTrace();
    for (let atMs = 0; atMs <= 40_000; atMs += 1500) trace.add({ atMs, faces: [face(1, 0.3)] });
    const gaps = happyOf(trace).filter(([atMs, share]) => share === null && atMs > 20_000);
    expect(gaps).toEqual([]);
  });

  it('ignores a result that is older than the last', () => {
    const trace = new LiveTrace();
    trace.add({ atMs: 100, faces: [face(1, 0.3)] });
    trace.add({ atMs: 50, faces: [face(1, 0.3, SAD)] });
    expect(happyOf(trace)).toEqual([[100, 1]]);
  });

  it('forgets what has left the chart', () => {
    const trace = new LiveTrace();
    for (let atMs = 0; atMs <= 3 * TRACE_MS; atMs += 500) {
      trace.add({ atMs, faces: [face(1, 0.3)] });
    }
    const [oldest = 0] = trace.columns().timesMs;
    expect(oldest).toBeGreaterThan(1.5 * TRACE_MS);
  });
});
