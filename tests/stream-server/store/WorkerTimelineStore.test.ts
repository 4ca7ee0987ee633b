import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkerTimelineStore } from '../../../apps/stream-server/src/store/WorkerTimelineStore.ts';
import { somebody, someFrame, someSession } from '../../contracts/timelineStoreRows.ts';

let folder: string;
let store: WorkerTimelineStore;
const threads: Worker[] = [];
const keepThread = (thread: Worker) => threads.push(thread);

beforeEach(async () => {
  process.on('worker', keepThread);
  folder = await mkdtemp(path.join(tmpdir(), 'emostream-store-'));
  store = await WorkerTimelineStore.open({ filePath: path.join(folder, 'test.sqlite') });
  await store.putSession(someSession());
  await store.putParticipant(somebody());
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
  process.off('worker', keepThread);
  threads.length = 0;
});

describe('WorkerTimelineStore', () => {
  it('fails the calls of a thread that dies, and goes on with another', async () => {
    await store.appendFrames([someFrame()]);
    expect(threads).toHaveLength(1);
    const asked = store.summary({ sessionCode: 'BCDFGH' });
    void threads[0]?.terminate();
    await expect(asked).rejects.toMatchObject({ name: 'StoreError', kind: 'failed' });
    await store.appendFrames([someFrame({ atMs: 1_000_100 })]);
    expect(threads).toHaveLength(2);
    const { frames } = await store.readFrames({ sessionCode: 'BCDFGH' }, null, 9);
    expect(frames.map(({ atMs }) => atMs)).toEqual([1_000_000, 1_000_100]);
  });

  it('closes after what was asked before, and also where its thread has died', async () => {
    const written = store.appendFrames([someFrame()]);
    await store.close();
    await expect(written).resolves.toBeUndefined();
    store = await WorkerTimelineStore.open({ filePath: path.join(folder, 'test.sqlite') });
    expect((await store.sessionDetails('BCDFGH'))?.frameCount).toBe(1);
    await threads.at(-1)?.terminate();
    await store.close();
  });
});
