import { afterEach, expect, it } from 'vitest';
import { percentile } from '../../bench/percentile.ts';
import { startAnsweringServer } from '../../support/startAnsweringServer.ts';
import {
  connect,
  connectParticipant,
  connectPublisher,
  joinSession,
  type TestClient,
} from '../../support/TestServer.ts';
import { openThrottlingProxy, type Throttle } from '../../support/ThrottlingProxy.ts';

const PUBLISHERS = 8;
const FRAMES_PER_SECOND = 10;
const FRAME_BYTES = 30_000;
/** Until the line's rate is known, and for how long it is watched then. Milliseconds. */
const SETTLE_MS = 3000;
const WATCHED_MS = 7000;

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** What a viewer sees of eight videos over a line: the ages of their frames as they come, by publisher. */
async function watch(line: Throttle): Promise<Map<string, number[]>> {
  const server = await startAnsweringServer();
  endings.push(() => server.drain());
  const host = await connectPublisher(server.url);
  const { sessionCode } = host.seat;
  const publishers: TestClient[] = [host];
  while (publishers.length < PUBLISHERS) {
    publishers.push(await connectParticipant(server.url, sessionCode, `${publishers.length}`));
  }
  const proxy = await openThrottlingProxy(server.url, line);
  endings.push(() => proxy.close());
  const { token } = await joinSession(server.url, sessionCode, 'viewer', 'far away');
  const viewer = await connect(proxy.url, { token });
  endings.push(() => viewer.socket.disconnect());
  const ages = new Map<string, number[]>();
  const fromMs = performance.now() + SETTLE_MS;
  viewer.socket.on('relayed', ({ participantId, capturedAtMs }) => {
    const nowMs = performance.now();
    if (nowMs < fromMs) return;
    const seen = ages.get(participantId) ?? [];
    ages.set(participantId, [...seen, nowMs - capturedAtMs]);
  });
  const jpeg = new Uint8Array(FRAME_BYTES);
  const cameras = publishers.map(({ socket }) => {
    let seq = 0;
    return setInterval(() => {
      const meta = { seq: seq++, capturedAtMs: performance.now() };
      socket.emit('frame', meta, jpeg, () => {});
    }, 1000 / FRAMES_PER_SECOND);
  });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS + WATCHED_MS));
  for (const camera of cameras) clearInterval(camera);
  for (const { socket } of publishers) socket.disconnect();
  return ages;
}

it('shows a viewer over 100 kB/s fewer frames of eight videos, none of them stale (R6)', async () => {
  const ages = await watch({ bytesPerSecond: 100_000, roundTripMs: 100 });
  expect(ages.size).toBe(PUBLISHERS);
  // A frame alone takes 0.35 s there; two of each publisher would take 4.8 s.
  expect(percentile([...ages.values()].flat(), 0.5)).toBeLessThan(1500);
});
