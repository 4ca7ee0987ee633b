import type { Replay } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import type { TimeRange } from '../../../apps/web/src/timeline/data/TimeRange.ts';
import { ReplayRows } from '../../../apps/web/src/timeline/replay/ReplayRows.ts';

const BOUNDS = { fromMs: 1_000_000, toMs: 1_200_000 };
const STEP_MS = 100;

/** A server with a frame of Ann and one of Ben every tenth of a second; it answers at once. */
function script({ failing = 0 } = {}) {
  const asked: TimeRange[] = [];
  let failures = failing;
  const rows = new ReplayRows(async (range) => {
    asked.push(range);
    if (failures > 0) {
      failures -= 1;
      throw new Error('refused');
    }
    const frames: Replay['frames'] = [];
    const last = Math.min(range.toMs, BOUNDS.toMs);
    for (let atMs = range.fromMs; atMs < last; atMs += STEP_MS) {
      for (const participantId of ['ann', 'ben']) {
        frames.push({ participantId, atMs, width: 640, height: 480, faces: [] });
      }
    }
    return { ...range, frames };
  }, BOUNDS);
  return { rows, asked };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('ReplayRows', () => {
  it('asks for ranges of a minute at most, each once', async () => {
    const { rows, asked } = script();
    for (let now = 0; now < 500; now += 16) rows.want(BOUNDS.fromMs + 100, 1, now);
    await settled();
    rows.want(BOUNDS.fromMs + 100, 1, 600);
    expect(asked).toHaveLength(1);
    for (const { fromMs, toMs } of asked) expect(toMs - fromMs).toBeLessThanOrEqual(60_000);
  });

  it('loads ahead, farther when it plays faster', () => {
    const slow = script();
    slow.rows.want(BOUNDS.fromMs + 19_000, 1, 0);
    expect(slow.asked).toHaveLength(2);
    const fast = script();
    fast.rows.want(BOUNDS.fromMs + 19_000, 8, 0);
    expect(fast.asked).toHaveLength(4);
  });

  it('gives the rows on both sides of a moment, of one participant', async () => {
    const { rows } = script();
    rows.want(BOUNDS.fromMs, 1, 0);
    await settled();
    const { before, after } = rows.around('ben', BOUNDS.fromMs + 250);
    expect([before?.participantId, before?.atMs, after?.atMs]).toEqual([
      'ben',
      BOUNDS.fromMs + 200,
      BOUNDS.fromMs + 300,
    ]);
    expect(rows.around('carl', BOUNDS.fromMs + 250)).toEqual({ before: null, after: null });
  });

  it('has no seam between two chunks', async () => {
    const { rows } = script();
    rows.want(BOUNDS.fromMs + 19_990, 1, 0);
    await settled();
    const { before, after } = rows.around('ann', BOUNDS.fromMs + 19_950);
    expect([before?.atMs, after?.atMs]).toEqual([BOUNDS.fromMs + 19_900, BOUNDS.fromMs + 20_000]);
  });

  it('says what is loading and what failed, and tries again after a while', async () => {
    const { rows, asked } = script({ failing: 1 });
    rows.want(BOUNDS.fromMs, 0, 0);
    expect(rows.stateAt(BOUNDS.fromMs)).toBe('loading');
    await settled();
    expect(rows.stateAt(BOUNDS.fromMs)).toBe('failed');
    rows.want(BOUNDS.fromMs, 0, 1000);
    expect(asked).toHaveLength(1);
    rows.want(BOUNDS.fromMs, 0, 5000);
    await settled();
    expect(rows.stateAt(BOUNDS.fromMs)).toBe('loaded');
  });

  /** A server that answers with three seconds at most, after `before` has let it. */
  function bounded(before: (asked: TimeRange) => Promise<void> = async () => {}) {
    const asked: TimeRange[] = [];
    const rows = new ReplayRows(async (range) => {
      asked.push(range);
      await before(range);
      const toMs = Math.min(range.toMs, range.fromMs + 3000);
      const frames: Replay['frames'] = [];
      for (let atMs = range.fromMs; atMs < toMs; atMs += STEP_MS) {
        frames.push({ participantId: 'ann', atMs, width: 640, height: 480, faces: [] });
      }
      return { fromMs: range.fromMs, toMs, frames };
    }, BOUNDS);
    return { rows, asked };
  }

  it('asks for the rest from where a bounded answer ends', async () => {
    const { rows, asked } = bounded();
    rows.want(BOUNDS.fromMs, 0, 0);
    await settled();
    expect(asked.map(({ fromMs }) => fromMs - BOUNDS.fromMs)).toEqual([
      0, 3000, 6000, 9000, 12_000, 15_000, 18_000,
    ]);
    expect(new Set(asked.map(({ toMs }) => toMs - BOUNDS.fromMs))).toEqual(new Set([20_000]));
    expect(rows.stateAt(BOUNDS.fromMs + 19_950)).toBe('loaded');
    const { before, after } = rows.around('ann', BOUNDS.fromMs + 2950);
    expect([before?.atMs, after?.atMs]).toEqual([BOUNDS.fromMs + 2900, BOUNDS.fromMs + 3000]);
    rows.want(BOUNDS.fromMs, 0, 100);
    expect(asked).toHaveLength(7);
  });

  it('plays what has come while the rest is on its way, and keeps it where the rest fails', async () => {
    let refusing = true;
    const { rows, asked } = bounded(async ({ fromMs }) => {
      if (fromMs > BOUNDS.fromMs && refusing) throw new Error('refused');
    });
    rows.want(BOUNDS.fromMs, 0, 0);
    await settled();
    expect(rows.stateAt(BOUNDS.fromMs + 2900)).toBe('loaded');
    expect(rows.stateAt(BOUNDS.fromMs + 3000)).toBe('failed');
    refusing = false;
    rows.want(BOUNDS.fromMs, 0, 5000);
    expect(asked.at(-1)?.fromMs).toBe(BOUNDS.fromMs + 3000);
    await settled();
    expect(rows.stateAt(BOUNDS.fromMs + 19_950)).toBe('loaded');
    expect(rows.around('ann', BOUNDS.fromMs + 100).before?.atMs).toBe(BOUNDS.fromMs + 100);
  });

  it('does not ask on and on where an answer leads nowhere', async () => {
    let asked = 0;
    const rows = new ReplayRows(async (range) => {
      asked += 1;
      return { fromMs: range.fromMs, toMs: range.fromMs, frames: [] };
    }, BOUNDS);
    rows.want(BOUNDS.fromMs, 0, 0);
    await settled();
    expect(asked).toBe(1);
    expect(rows.stateAt(BOUNDS.fromMs)).toBe('failed');
  });

  it('steps from row to row', async () => {
    const { rows } = script();
    rows.want(BOUNDS.fromMs, 1, 0);
    await settled();
    expect(rows.stepFrom(BOUNDS.fromMs + 200, 1)).toBe(BOUNDS.fromMs + 300);
    expect(rows.stepFrom(BOUNDS.fromMs + 200, -1)).toBe(BOUNDS.fromMs + 100);
    expect(rows.stepFrom(BOUNDS.fromMs, -1)).toBeNull();
  });

  it('does not keep everything that was ever played', async () => {
    const bounds = { fromMs: 0, toMs: 3_600_000 };
    let asked = 0;
    const rows = new ReplayRows(async (range) => {
      asked += 1;
      return { ...range, frames: [] };
    }, bounds);
    for (let atMs = 0; atMs < 1_000_000; atMs += 20_000) rows.want(atMs, 0, 0);
    await settled();
    const before = asked;
    rows.want(0, 0, 0);
    expect(asked).toBe(before + 1);
  });
});
