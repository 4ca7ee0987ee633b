import type { Seat } from '@emostream/protocol';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer, type StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { readSettings } from '../../apps/stream-server/src/settings.ts';
import { SCRIPTED_IDENTITY } from '../support/identity.ts';
import { ScriptedAnalyzerThread } from '../support/ScriptedAnalyzerThread.ts';
import {
  connect,
  connectPublisher,
  createDataDir,
  openSession,
  startTestServer,
} from '../support/TestServer.ts';

const servers: StreamServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.drain()));
});

/** A server whose analyzer threads and clock are scripted. */
async function scriptedServer(env: Record<string, string> = {}) {
  const threads: ScriptedAnalyzerThread[] = [];
  let skippedMs = 0;
  const server = await startTestServer(
    { EMOSTREAM_DRAIN_S: '1', ...env },
    {
      clock: () => Date.now() + skippedMs,
      spawnAnalyzer: () => {
        const thread = new ScriptedAnalyzerThread();
        threads.push(thread);
        thread.becomeReady(SCRIPTED_IDENTITY);
        return thread;
      },
    },
  );
  servers.push(server);
  const skip = (ms: number) => {
    skippedMs += ms;
  };
  return { server, threads, skip };
}

describe('a session', () => {
  it('is refused beyond the number that the server may hold (S5)', async () => {
    const { server } = await scriptedServer({ EMOSTREAM_MAX_SESSIONS: '1' });
    await openSession(server.url);
    await expect(openSession(server.url)).rejects.toMatchObject({ reason: 'overloaded' });
  });

  it('ends when nobody has been connected for long, and not before (S4)', async () => {
    const { server, skip } = await scriptedServer({ EMOSTREAM_SESSION_IDLE_S: '120' });
    const stays = await connectPublisher(server.url);
    const left = await openSession(server.url);
    const renew = ({ sessionCode, token }: Seat) =>
      fetch(`${server.url}/api/sessions/${sessionCode}/token`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}` },
      });
    expect((await renew(left)).status).toBe(200);
    skip(121_000);
    await expect
      .poll(async () => (await renew(left)).status, { timeout: 10_000, interval: 500 })
      .toBe(404);
    expect(stays.socket.connected).toBe(true);
    expect((await renew(stays.seat)).status).toBe(200);
    stays.socket.disconnect();
  });

  it('is not let in before the models are loaded (H5)', async () => {
    const thread = new ScriptedAnalyzerThread();
    const server = await createServer({
      settings: readSettings({
        EMOSTREAM_PORT: '0',
        EMOSTREAM_WORKERS: '1',
        EMOSTREAM_DATA_DIR: await createDataDir(),
      }),
      log: pino({ level: 'silent' }),
      spawnAnalyzer: () => thread,
    });
    servers.push(server);
    const { token } = await openSession(server.url);
    await expect(connect(server.url, { token })).rejects.toMatchObject({ reason: 'overloaded' });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    thread.becomeReady(SCRIPTED_IDENTITY);
    await server.ready;
    const { socket } = await connect(server.url, { token });
    socket.disconnect();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('keeps a connection whose token has expired meanwhile (S2)', async () => {
    const { server, skip } = await scriptedServer({ EMOSTREAM_TOKEN_TTL_S: '60' });
    const client = await connectPublisher(server.url);
    skip(61_000);
    const { token } = client.seat;
    await expect(connect(server.url, { token })).rejects.toMatchObject({ reason: 'expired_token' });
    expect(await client.consent(false)).toEqual({ ok: true });
    client.socket.disconnect();
  });

  it('goes on when its analyzer thread dies under a frame', async () => {
    const { server, threads } = await scriptedServer();
    const client = await connectPublisher(server.url);
    const lost = client.send(1, new Uint8Array([1]));
    await expect.poll(() => threads[0]?.jobs.length).toBe(1);
    threads[0]?.die();
    expect(await lost).toMatchObject({
      status: 'rejected',
      seq: 1,
      problem: { reason: 'analysis_failed' },
    });
    const next = client.send(2, new Uint8Array([2]));
    await expect.poll(() => threads[1]?.jobs.length).toBe(1);
    threads[1]?.answer({
      ok: true,
      analysis: {
        width: 640,
        height: 480,
        faces: [],
        minProbability: 0.5,
        timings: { decodeMs: 1, detectMs: 1, cropMs: 1, classifyMs: 1, totalMs: 4 },
      },
    });
    expect(await next).toEqual({ status: 'analyzed', seq: 2 });
    client.socket.disconnect();
  });

  it('tells its clients when the server stops, and lets the frame under way end (L1)', async () => {
    const { server, threads } = await scriptedServer();
    const client = await connectPublisher(server.url);
    const told = new Promise((resolve) => client.socket.once('draining', resolve));
    const last = client.send(1, new Uint8Array([1]));
    await expect.poll(() => threads[0]?.jobs.length).toBe(1);
    const drained = server.drain();
    expect(await told).toEqual({ reconnectAfterMs: 1000 });
    await expect(openSession(server.url)).rejects.toMatchObject({ reason: 'draining' });
    await expect(connect(server.url, { token: client.seat.token })).rejects.toMatchObject({
      reason: 'draining',
    });
    expect(await client.send(2, new Uint8Array([2]))).toMatchObject({
      status: 'rejected',
      problem: { reason: 'draining' },
    });
    threads[0]?.answer({
      ok: true,
      analysis: {
        width: 640,
        height: 480,
        faces: [],
        minProbability: 0.5,
        timings: { decodeMs: 1, detectMs: 1, cropMs: 1, classifyMs: 1, totalMs: 4 },
      },
    });
    expect(await last).toEqual({ status: 'analyzed', seq: 1 });
    await drained;
    expect(client.results).toHaveLength(1);
  });

  it('stops once, however often the server is told, also while it loads', async () => {
    const server = await createServer({
      settings: readSettings({
        EMOSTREAM_PORT: '0',
        EMOSTREAM_WORKERS: '2',
        EMOSTREAM_DATA_DIR: await createDataDir(),
      }),
      log: pino({ level: 'silent' }),
    });
    const first = server.drain();
    expect(server.drain()).toBe(first);
    await first;
    await expect(server.ready).rejects.toThrow('closed');
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });
});
