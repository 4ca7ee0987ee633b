import { afterEach, describe, expect, it } from 'vitest';
import type { AnalysisLane } from '../../apps/stream-server/src/analysis/AnalysisLane.ts';
import { AnalyzerPool } from '../../apps/stream-server/src/analysis/AnalyzerPool.ts';
import type {
  AnalyzerJob,
  AnalyzerOutcome,
} from '../../apps/stream-server/src/analysis/AnalyzerThread.ts';
import { SCRIPTED_IDENTITY } from '../support/identity.ts';
import { ScriptedAnalyzerThread } from '../support/ScriptedAnalyzerThread.ts';

const DONE: AnalyzerOutcome = {
  ok: true,
  analysis: {
    width: 1,
    height: 1,
    faces: [],
    minProbability: 0.5,
    timings: { decodeMs: 0, detectMs: 0, cropMs: 0, classifyMs: 0, totalMs: 0 },
  },
};

/** A lane that hands out the jobs it is given and notes how each ended. */
class ListLane implements AnalysisLane {
  readonly waiting: AnalyzerJob[] = [];
  readonly outcomes: AnalyzerOutcome[] = [];
  /** What it was told of the others at each turn. */
  readonly othersWaited: boolean[] = [];

  add(id: number): AnalyzerJob {
    const job: AnalyzerJob = { kind: 'frame', bytes: new Uint8Array([id]), options: {} };
    this.waiting.push(job);
    return job;
  }

  take(othersWait: boolean) {
    this.othersWaited.push(othersWait);
    const job = this.waiting.shift();
    return job ? { job, settle: (outcome: AnalyzerOutcome) => this.outcomes.push(outcome) } : null;
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('AnalyzerPool', () => {
  const pools: AnalyzerPool[] = [];
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.close()));
  });

  function poolOf(size: number, jobTimeoutMs = 10_000) {
    const threads: ScriptedAnalyzerThread[] = [];
    const lost: string[] = [];
    const pool = new AnalyzerPool({
      size,
      jobTimeoutMs,
      respawnDelayMs: 1,
      spawn: () => {
        const thread = new ScriptedAnalyzerThread();
        threads.push(thread);
        return thread;
      },
      onThreadLost: (error) => lost.push(error.message),
    });
    pools.push(pool);
    const thread = (index: number) => threads[index] as ScriptedAnalyzerThread;
    return { pool, threads, thread, lost };
  }

  async function readyPoolOf(size: number, jobTimeoutMs?: number) {
    const rig = poolOf(size, jobTimeoutMs);
    for (let ready = 0; ready < rig.threads.length; ready += 1) {
      rig.thread(ready).becomeReady(SCRIPTED_IDENTITY);
      await settled();
    }
    return rig;
  }

  it('starts work that was put in line before a thread was ready', async () => {
    const { pool, thread } = poolOf(1);
    const lane = new ListLane();
    const job = lane.add(1);
    pool.enqueue(lane);
    expect(thread(0).jobs).toEqual([]);
    thread(0).becomeReady(SCRIPTED_IDENTITY);
    await settled();
    expect(thread(0).jobs).toEqual([job]);
  });

  it('gives lanes turns, however much one of them has waiting', async () => {
    const { pool, thread } = await readyPoolOf(1);
    const busy = new ListLane();
    const quiet = new ListLane();
    const jobs = [busy.add(1), busy.add(2), busy.add(3)];
    const quietJob = quiet.add(10);
    pool.enqueue(busy);
    pool.enqueue(quiet);
    for (let turn = 0; turn < 4; turn += 1) {
      thread(0).answer(DONE);
      await settled();
    }
    expect(thread(0).jobs).toEqual([jobs[0], quietJob, jobs[1], jobs[2]]);
  });

  it('tells a lane whether others wait, so that it asks for no more than it needs', async () => {
    const { pool, thread } = await readyPoolOf(1);
    const [alone, first, last] = [new ListLane(), new ListLane(), new ListLane()];
    alone.add(1);
    pool.enqueue(alone);
    expect(alone.othersWaited).toEqual([false]);
    for (const lane of [first, last]) {
      lane.add(2);
      pool.enqueue(lane);
    }
    thread(0).answer(DONE);
    await settled();
    expect(first.othersWaited).toEqual([true]);
  });

  it('runs one job of a lane at a time, so that its order holds', async () => {
    const { pool, thread } = await readyPoolOf(2);
    const lane = new ListLane();
    lane.add(1);
    lane.add(2);
    pool.enqueue(lane);
    pool.enqueue(lane);
    expect(thread(0).jobs.length + thread(1).jobs.length).toBe(1);
  });

  it('runs different lanes on different threads at once', async () => {
    const { pool, thread } = await readyPoolOf(2);
    for (const id of [1, 2]) {
      const lane = new ListLane();
      lane.add(id);
      pool.enqueue(lane);
    }
    expect(thread(0).jobs).toHaveLength(1);
    expect(thread(1).jobs).toHaveLength(1);
  });

  it('starts the other threads once the first has its models', async () => {
    const { threads, thread, pool } = poolOf(3);
    expect(threads).toHaveLength(1);
    thread(0).becomeReady(SCRIPTED_IDENTITY);
    await settled();
    expect(threads).toHaveLength(3);
    expect(pool.readyThreads).toBe(1);
  });

  it('gives a thread that batches several lanes at once, and starts no other', async () => {
    const { pool, threads } = poolOf(3);
    const gpu = threads[0] as ScriptedAnalyzerThread;
    gpu.becomeReady({ ...SCRIPTED_IDENTITY, jobsAtOnce: 2 });
    await settled();
    const lanes = [new ListLane(), new ListLane(), new ListLane()];
    for (const [id, lane] of lanes.entries()) {
      lane.add(id);
      lane.add(10 + id);
      pool.enqueue(lane);
    }
    const ids = () => gpu.jobs.map(({ bytes }) => bytes[0]);
    expect(ids()).toEqual([0, 1]);
    gpu.answer(DONE);
    await settled();
    // Never two of a lane at once: the third lane comes before the first one's next.
    expect(ids()).toEqual([0, 1, 2]);
    gpu.answer(DONE);
    await settled();
    expect(ids()).toEqual([0, 1, 2, 10]);
    gpu.die();
    await settled();
    expect(lanes.flatMap(({ outcomes }) => outcomes).filter(({ ok }) => !ok)).toHaveLength(2);
    expect(threads).toHaveLength(2);
  });

  it('answers the frame of a thread that dies, replaces the thread and goes on with the lane', async () => {
    const { pool, thread, threads, lost } = await readyPoolOf(1);
    const lane = new ListLane();
    lane.add(1);
    const next = lane.add(2);
    pool.enqueue(lane);
    thread(0).die();
    await settled();
    expect(lane.outcomes).toMatchObject([{ ok: false, problem: { reason: 'analysis_failed' } }]);
    expect(lost).toHaveLength(1);
    await settled();
    expect(threads).toHaveLength(2);
    thread(1).becomeReady(SCRIPTED_IDENTITY);
    await settled();
    expect(thread(1).jobs).toEqual([next]);
  });

  it('replaces a thread that dies with nothing to do', async () => {
    const { thread, threads, pool } = await readyPoolOf(1);
    thread(0).die();
    await settled();
    expect(threads).toHaveLength(2);
    expect(pool.readyThreads).toBe(0);
  });

  it('takes the life of a thread that does not answer in time', async () => {
    const { pool, threads } = await readyPoolOf(1, 20);
    const lane = new ListLane();
    lane.add(1);
    pool.enqueue(lane);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(lane.outcomes).toMatchObject([{ ok: false, problem: { reason: 'analysis_failed' } }]);
    expect(threads).toHaveLength(2);
  });

  it('rejects `ready` with the reason when no thread can start, and keeps trying', async () => {
    const { pool, thread, threads } = poolOf(1);
    thread(0).failToStart('no model');
    await expect(pool.ready).rejects.toThrow('no model');
    await settled();
    expect(threads).toHaveLength(2);
  });

  it('forgets a lane that has nothing left, and takes it again when it has', async () => {
    const { pool, thread } = await readyPoolOf(1);
    const lane = new ListLane();
    lane.add(1);
    pool.enqueue(lane);
    thread(0).answer(DONE);
    await settled();
    expect(pool.activeLanes).toBe(0);
    lane.add(2);
    pool.enqueue(lane);
    expect(thread(0).jobs).toHaveLength(2);
  });
});
