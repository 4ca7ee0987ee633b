import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { EXPORT_FORMATS } from '@emostream/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExportThread } from '../../../apps/stream-server/src/export/ExportThread.ts';
import { someFace, someFrame } from '../../contracts/timelineStoreRows.ts';
import { CODE, ExportedSession, FRAMES, START_MS } from './ExportedSession.ts';

const CSV = { sessionCode: CODE };

let session: ExportedSession;
let large: ExportedSession;
beforeAll(async () => {
  session = await ExportedSession.create();
  large = await ExportedSession.create(
    Array.from({ length: 6000 }, (_, seq) =>
      someFrame({
        seq,
        atMs: START_MS + 40 * seq,
        faces: [someFace({}), someFace({ trackId: 2 })],
      }),
    ),
  );
});
afterAll(async () => {
  await session.close();
  await large.close();
});

const threads: { worker: Worker; ended: Promise<unknown> }[] = [];
const keepThread = (worker: Worker) => {
  threads.push({ worker, ended: new Promise((resolve) => worker.once('exit', resolve)) });
};
let exports: ExportThread;
beforeEach(() => {
  process.on('worker', keepThread);
  exports = new ExportThread({ filePath: session.filePath });
});
afterEach(async () => {
  await exports.close();
  process.off('worker', keepThread);
  threads.length = 0;
});

function ofLargeSession(): ExportThread {
  exports = new ExportThread({ filePath: large.filePath });
  return exports;
}

/** Of this process's threads, as Linux has it: the larger, the later their turn. */
function lowestPriority(): number {
  const threads = readdirSync('/proc/self/task').map((thread) => {
    const fields = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ');
    return Number(fields?.[16]);
  });
  return Math.max(...threads);
}

describe('exports in a thread of their own', () => {
  it('are the same files as without it, in every format, many at once', async () => {
    const files = EXPORT_FORMATS.map((format) => buffer(exports.export(format, CSV)));
    for (const [at, format] of EXPORT_FORMATS.entries()) {
      expect((await files[at])?.equals(await session.bytes(format)), format).toBe(true);
    }
    expect(threads).toHaveLength(1);
  });

  it('see what was written last, and leave no thread behind', async () => {
    const added = await ExportedSession.create(FRAMES.slice(0, 3));
    exports = new ExportThread({ filePath: added.filePath });
    const before = await buffer(exports.export('jsonl', CSV));
    await threads[0]?.ended;
    await added.store.appendFrames(FRAMES.slice(3));
    expect((await buffer(exports.export('jsonl', CSV))).length).toBeGreaterThan(before.length);
    await threads[1]?.ended;
    await added.close();
  });

  it('make no more than is read', async () => {
    const file = ofLargeSession().export('csv', CSV);
    await once(file, 'readable');
    // Long enough for all of it, were it made.
    await pause(1500);
    const whole = (await large.bytes('csv')).length;
    expect(file.readableLength).toBeLessThan(0.5e6);
    expect(whole).toBeGreaterThan(1e6);
    expect((await buffer(file)).length).toBe(whole);
  });

  it('stop when nobody wants them any more, and let others go on', async () => {
    ofLargeSession();
    const unwanted = exports.export('csv', CSV);
    const wanted = exports.export('csv', CSV);
    await once(unwanted, 'readable');
    unwanted.destroy();
    expect((await buffer(wanted)).length).toBe((await large.bytes('csv')).length);
    const another = exports.export('csv', CSV);
    await once(another, 'readable');
    another.destroy();
    await Promise.all(threads.map(({ ended }) => ended));
  });

  it.runIf(process.platform === 'linux')('give way to live frames', async () => {
    const before = lowestPriority();
    const file = ofLargeSession().export('csv', CSV);
    await once(file, 'readable');
    expect(lowestPriority()).toBe(Math.min(19, before + 10));
    file.destroy();
  });

  it('say what the store says where it cannot read', async () => {
    await expect(buffer(exports.export('csv', { sessionCode: 'ZZZZZZ' }))).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'failed',
      message: 'There is no session ZZZZZZ to export.',
    });
    const gone = await ExportedSession.create([]);
    await gone.close();
    await rm(gone.filePath, { force: true });
    exports = new ExportThread({ filePath: gone.filePath });
    await expect(buffer(exports.export('csv', CSV))).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining('cannot be read'),
    });
  });

  it('fail with a thread that dies, and go on in another', async () => {
    ofLargeSession();
    const file = exports.export('csv', CSV);
    await once(file, 'readable');
    void threads[0]?.worker.terminate();
    await expect(buffer(file)).rejects.toMatchObject({ name: 'StoreError', kind: 'failed' });
    expect((await buffer(exports.export('csv', CSV))).length).toBeGreaterThan(1e6);
    expect(threads).toHaveLength(2);
  });
});
