import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { SessionPublisher } from '../../apps/cli/src/publish/SessionPublisher.ts';
import { openCuttableProxy } from '../support/CuttableProxy.ts';
import { startAnsweringServer } from '../support/startAnsweringServer.ts';
import {
  callApi,
  connect,
  connectPublisher,
  createDataDir,
  joinSession,
} from '../support/TestServer.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A publisher that sends 20 frames a second until `stop`, and what came of it. */
async function publishTo(url: string, seat: Awaited<ReturnType<typeof joinSession>>) {
  const publisher = new SessionPublisher(url, seat);
  endings.push(() => publisher.close());
  await publisher.start();
  const stop = new AbortController();
  async function* frames() {
    for (;;) yield JPEG;
  }
  const ended = publisher
    .publish({ fps: 20, live: false, frames }, null, stop.signal)
    .then(() => null)
    .catch((error: Error) => error.message);
  const { counts } = publisher;
  await expect.poll(() => counts.analyzed).toBeGreaterThan(2);
  return { publisher, counts, ended, stop };
}

it('goes on after the server was stopped and started again at its place', async () => {
  const dataDir = await createDataDir();
  endings.push(() => rm(dataDir, { recursive: true, force: true }));
  const first = await startAnsweringServer({ EMOSTREAM_DATA_DIR: dataDir });
  endings.push(() => first.drain());
  const host = await connectPublisher(first.url);
  const seat = await joinSession(first.url, host.seat.sessionCode);
  const { publisher, counts, ended, stop } = await publishTo(first.url, seat);
  await first.drain();
  await expect.poll(() => counts.skipped, { timeout: 5000 }).toBeGreaterThan(5);
  const before = { ...counts };
  const second = await startAnsweringServer({
    EMOSTREAM_DATA_DIR: dataDir,
    EMOSTREAM_PORT: new URL(first.url).port,
  });
  endings.push(() => second.drain());
  await expect
    .poll(() => counts.analyzed, { timeout: 10_000 })
    .toBeGreaterThan(before.analyzed + 5);
  stop.abort();
  expect(await ended).toBeNull();
  expect(counts.frames).toBe(counts.analyzed + counts.dropped + counts.rejected);
  publisher.close();
});

it('goes on after a line that was cut', async () => {
  const server = await startAnsweringServer();
  endings.push(() => server.drain());
  const proxy = await openCuttableProxy(server.url);
  endings.push(() => proxy.close());
  const host = await connectPublisher(server.url);
  const seat = await joinSession(server.url, host.seat.sessionCode);
  const { counts, ended, stop } = await publishTo(proxy.url, seat);
  proxy.cut();
  await pause(600);
  const { analyzed, skipped } = counts;
  proxy.restore();
  await expect.poll(() => counts.analyzed, { timeout: 5000 }).toBeGreaterThan(analyzed + 5);
  expect(skipped).toBeGreaterThan(3);
  stop.abort();
  expect(await ended).toBeNull();
  host.socket.disconnect();
});

it('ends with the reason where the seat is lost for good', async () => {
  const server = await startAnsweringServer();
  endings.push(() => server.drain());
  const host = await connectPublisher(server.url);
  const code = host.seat.sessionCode;
  const removed = await publishTo(server.url, await joinSession(server.url, code));
  await host.command({
    command: 'remove',
    participantId: host.rosters.at(-1)?.members.find(({ role }) => role === 'participant')
      ?.participantId as string,
  });
  expect(await removed.ended).toMatch(/removed|host/i);

  const seat = await joinSession(server.url, code);
  const taken = await publishTo(server.url, seat);
  const other = await connect(server.url, { token: seat.token });
  expect(await taken.ended).toBe('The seat has been taken over by another connection.');
  await pause(800);
  expect(other.socket.connected).toBe(true);

  const proxy = await openCuttableProxy(server.url);
  endings.push(() => proxy.close());
  const away = await publishTo(proxy.url, await joinSession(server.url, code));
  proxy.cut();
  await callApi(`${server.url}/api/sessions/${code}`, 'DELETE', undefined, host.seat.key);
  proxy.restore();
  expect(await away.ended).toContain('no such session');
});
