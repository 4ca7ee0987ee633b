import type { Problem } from '@emostream/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TimelineRecorder } from '../../apps/stream-server/src/recording/TimelineRecorder.ts';
import {
  type RecordedFrame,
  StoreError,
  type TimelineStore,
} from '../../apps/stream-server/src/store/TimelineStore.ts';

/** A frame that the scripted store never takes. */
const BAD = 666;

function frame(seq: number, participantId = 'ann'): RecordedFrame {
  return {
    sessionCode: 'BCDFGH',
    participantId,
    seq,
    atMs: seq,
    capturedAtMs: seq,
    receivedAtMs: seq,
    width: 640,
    height: 480,
    dropped: 0,
    modelId: 'm',
    preprocessing: 'p',
    faces: [],
  };
}

/** A recorder over a store that a test scripts to fail, or to take its time. */
function recorder() {
  const written: number[] = [];
  const problems: (Problem | null)[] = [];
  let failure: Error | null = null;
  let lost = 0;
  let slowMs = 0;
  let underWay = 0;
  const store = {
    async appendFrames(frames: readonly RecordedFrame[]) {
      underWay += 1;
      expect(underWay).toBe(1);
      if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
      underWay -= 1;
      if (failure) throw failure;
      if (frames.some(({ seq }) => seq === BAD)) throw new StoreError('failed', 'scripted');
      written.push(...frames.map(({ seq }) => seq));
    },
  } as Partial<TimelineStore> as TimelineStore;
  const subject = new TimelineRecorder({
    store,
    onProblem: (problem) => problems.push(problem),
    onLost: (frames) => {
      lost += frames;
    },
  });
  return {
    subject,
    written,
    problems,
    lost: () => lost,
    fail: (error: Error | null) => {
      failure = error;
    },
    slow: (ms: number) => {
      slowMs = ms;
    },
  };
}

// Only what the recorder uses: on Node 20.9 the rest stops the test runner itself.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('TimelineRecorder', () => {
  it('writes what it is given within half a second, in batches (T2)', async () => {
    const { subject, written } = recorder();
    for (let seq = 0; seq < 5; seq += 1) subject.record(frame(seq));
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(written).toEqual([0, 1, 2, 3, 4]);
  });

  it('writes every frame once and in order, also where the store takes longer than a batch', async () => {
    const { subject, written, slow } = recorder();
    slow(700);
    for (let seq = 0; seq < 40; seq += 1) {
      subject.record(frame(seq));
      await vi.advanceTimersByTimeAsync(66);
    }
    await vi.advanceTimersByTimeAsync(5000);
    expect(written).toEqual(Array.from({ length: 40 }, (_, seq) => seq));
  });

  it.each([
    ['full', 'disk'],
    ['locked', 'locked'],
  ] as const)(
    'pauses while the store is %s, says why, and goes on after it (T2)',
    async (kind, word) => {
      const { subject, written, problems, fail, lost } = recorder();
      fail(new StoreError(kind, 'scripted'));
      subject.record(frame(0));
      await vi.advanceTimersByTimeAsync(400);
      expect(subject.problem).toMatchObject({ reason: 'store_failed' });
      expect(subject.problem?.message).toContain(word);
      // Comes while nothing can be written: lost, and counted.
      subject.record(frame(1));
      await vi.advanceTimersByTimeAsync(3000);
      expect(lost()).toBe(1);
      fail(null);
      await vi.advanceTimersByTimeAsync(1500);
      expect(subject.problem).toBeNull();
      subject.record(frame(2));
      await vi.advanceTimersByTimeAsync(500);
      expect(written).toEqual([0, 2]);
      expect(problems.map((problem) => problem?.reason ?? null)).toEqual(['store_failed', null]);
    },
  );

  it('goes on after a problem also where what waited has been deleted meanwhile', async () => {
    const { subject, written, fail } = recorder();
    fail(new StoreError('locked', 'scripted'));
    subject.record(frame(0, 'ann'));
    await vi.advanceTimersByTimeAsync(400);
    subject.discard('BCDFGH', 'ann');
    await vi.advanceTimersByTimeAsync(5000);
    expect(subject.problem).not.toBeNull();
    fail(null);
    await vi.advanceTimersByTimeAsync(1500);
    expect(subject.problem).toBeNull();
    subject.record(frame(1, 'ann'));
    await vi.advanceTimersByTimeAsync(500);
    expect(written).toEqual([1]);
  });

  it('loses a frame that the store can never take, and no other', async () => {
    const { subject, written, lost } = recorder();
    for (const seq of [1, BAD, 2]) subject.record(frame(seq));
    await vi.advanceTimersByTimeAsync(6000);
    expect(written).toEqual([1, 2]);
    expect(lost()).toBe(1);
    expect(subject.problem).toBeNull();
  });

  it('holds no more than it can bear of a store that hangs', async () => {
    const { subject, lost, slow } = recorder();
    slow(1e9);
    for (let seq = 0; seq < 12_000; seq += 1) subject.record(frame(seq));
    await vi.advanceTimersByTimeAsync(1000);
    for (let seq = 0; seq < 12_000; seq += 1) subject.record(frame(seq));
    expect(lost()).toBeGreaterThan(10_000);
  });

  it('drops what waits of a participant whose rows are deleted, and of nobody else', async () => {
    const { subject, written } = recorder();
    subject.record(frame(0, 'ann'));
    subject.record(frame(1, 'bob'));
    subject.discard('BCDFGH', 'ann');
    await vi.advanceTimersByTimeAsync(500);
    expect(written).toEqual([1]);
  });

  it('writes what waits when it is closed', async () => {
    const { subject, written, lost } = recorder();
    subject.record(frame(0));
    await subject.close();
    expect(written).toEqual([0]);
    subject.record(frame(1));
    expect(lost()).toBe(1);
  });
});
