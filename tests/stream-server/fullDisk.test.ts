import { rm } from 'node:fs/promises';
import path from 'node:path';
import { sessionDetailsSchema } from '@emostream/protocol';
import { afterEach, expect, it, vi } from 'vitest';
import { SqliteTimelineStore } from '../../apps/stream-server/src/store/SqliteTimelineStore.ts';
import { TimelineDatabase } from '../../apps/stream-server/src/store/TimelineDatabase.ts';
import { startAnsweringServer } from '../support/startAnsweringServer.ts';
import { callApi, connectPublisher, createDataDir } from '../support/TestServer.ts';

/** The database of the server, whose file the test can keep from growing, as a full disk does. */
const opened: { database: TimelineDatabase | null } = vi.hoisted(() => ({ database: null }));

vi.mock('../../apps/stream-server/src/store/openTimelineStore.ts', () => ({
  async openTimelineStore({ dataDir }: { dataDir: string }) {
    opened.database = await TimelineDatabase.open(path.join(dataDir, 'emostream.sqlite'));
    return SqliteTimelineStore.of(opened.database);
  },
}));

const JPEG = new Uint8Array([0xff, 0xd8, 0xff]);
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

it('pauses recording with a notice on a full disk, goes on live, and resumes (T2)', async () => {
  const dataDir = await createDataDir();
  endings.push(() => rm(dataDir, { recursive: true, force: true }));
  const { url, drain } = await startAnsweringServer({ EMOSTREAM_DATA_DIR: dataDir });
  endings.push(drain);
  const host = await connectPublisher(url);
  endings.push(() => host.socket.disconnect());
  await host.command({ command: 'record', on: true });
  const recording = () => host.rosters.at(-1)?.recording;
  let seq = 0;
  let refused = 0;
  const send = async () => {
    const before = host.results.length;
    const ack = await host.send(seq++, JPEG);
    // Live goes on, whatever the disk does.
    if (ack.status !== 'analyzed' || host.results.length !== before + 1) refused += 1;
  };
  for (let frame = 0; frame < 20; frame++) await send();
  const frameCount = async () => {
    const address = `${url}/api/sessions/${host.seat.sessionCode}`;
    const answer = await callApi(address, 'GET', undefined, host.seat.key);
    return sessionDetailsSchema.parse(await answer.json()).frameCount;
  };
  expect(await frameCount()).toBe(20);

  // A limit below its size is that size.
  opened.database?.limitPages(1);
  await expect
    .poll(
      async () => {
        for (let frame = 0; frame < 20; frame++) await send();
        return recording();
      },
      { timeout: 20_000, interval: 50 },
    )
    .toMatchObject({
      state: 'paused',
      problem: { reason: 'store_failed', message: expect.stringContaining('full') },
    });
  const kept = await frameCount();
  for (let frame = 0; frame < 10; frame++) await send();
  expect(await frameCount()).toBe(kept);
  const lostOf = async () =>
    Number(
      /^emostream_recording_lost_frames_total (\d+)$/m.exec(
        await (await fetch(`${url}/metrics`)).text(),
      )?.[1],
    );
  const lost = await lostOf();
  expect(lost).toBeGreaterThanOrEqual(10);

  opened.database?.limitPages(100_000);
  await expect.poll(recording, { timeout: 15_000 }).toMatchObject({ state: 'on' });
  await send();
  // Only what came while it was full is missing, and has been counted.
  expect((await frameCount()) + (await lostOf())).toBe(seq);
  expect(await lostOf()).toBe(lost);
  expect(refused).toBe(0);
});
