import { type AddressInfo, createServer } from 'node:net';
import { CONSENT_VERSION, type FrameResult } from '@emostream/protocol';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StreamServer } from '../../../apps/stream-server/src/createServer.ts';
import type { KeptSeat } from '../../../apps/web/src/transport/KeptSeat.ts';
import type { OwnSession } from '../../../apps/web/src/transport/OwnSession.ts';
import type { SeatSource } from '../../../apps/web/src/transport/SeatSource.ts';
import type {
  ConnectionState,
  StreamConnection,
} from '../../../apps/web/src/transport/StreamConnection.ts';
import { SCRIPTED_IDENTITY } from '../../support/identity.ts';
import { ScriptedAnalyzerThread } from '../../support/ScriptedAnalyzerThread.ts';
import { callApi, joinSession, openSession, startTestServer } from '../../support/TestServer.ts';

/** The pages know one server, so every server of these tests takes its place in turn. */
let port: string;
let Connection: typeof StreamConnection;
let Own: typeof OwnSession;
let Kept: typeof KeptSeat;

beforeAll(async () => {
  port = String(await freePort());
  // Read when the module is loaded, as it is by the pages' build.
  process.env.NEXT_PUBLIC_EMOSTREAM_SERVER = `http://127.0.0.1:${port}`;
  ({ StreamConnection: Connection } = await import(
    '../../../apps/web/src/transport/StreamConnection.ts'
  ));
  ({ OwnSession: Own } = await import('../../../apps/web/src/transport/OwnSession.ts'));
  ({ KeptSeat: Kept } = await import('../../../apps/web/src/transport/KeptSeat.ts'));
});

const servers = new Set<StreamServer>();
const connections: StreamConnection[] = [];
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.close();
  vi.unstubAllGlobals();
  await Promise.all([...servers].map((server) => stop(server)));
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });
}

/** A real server with a scripted analyzer. */
async function start(env: Record<string, string> = {}) {
  const thread = new ScriptedAnalyzerThread();
  thread.becomeReady(SCRIPTED_IDENTITY);
  const server = await startTestServer(
    { EMOSTREAM_PORT: port, EMOSTREAM_DRAIN_S: '1', ...env },
    { spawnAnalyzer: () => thread },
  );
  servers.add(server);
  return { server, thread };
}

async function stop(server: StreamServer): Promise<void> {
  servers.delete(server);
  await server.drain();
}

function connect(source: SeatSource = new Own()) {
  const states: ConnectionState[] = [];
  const results: FrameResult[] = [];
  const connection = new Connection(source, {
    onState: (state) => states.push(state),
    onResult: (result) => results.push(result),
  });
  connections.push(connection);
  connection.open();
  const reach = (state: ConnectionState['state']) =>
    expect.poll(() => connection.state.state, { timeout: 15_000, interval: 20 }).toBe(state);
  const liveWelcome = () => {
    const { state } = connection;
    if (state.state !== 'live') throw new Error(`The connection is ${state.state}.`);
    return state.welcome;
  };
  return { connection, states, results, reach, liveWelcome };
}

describe('StreamConnection', () => {
  it('takes a seat, is welcomed, and gets the result of a frame before its acknowledgement', async () => {
    const { thread } = await start();
    const { connection, states, results, reach, liveWelcome } = connect();
    await reach('live');
    expect(states.map(({ state }) => state)).toEqual(['connecting', 'live']);
    expect(liveWelcome()).toMatchObject({ role: 'host', consented: false, credits: 2 });

    expect(await connection.consent(true, CONSENT_VERSION)).toEqual({ ok: true });
    const acknowledged = connection.sendFrame({ seq: 7, capturedAtMs: 70 }, new Uint8Array([1]));
    await expect.poll(() => thread.jobs.length).toBe(1);
    thread.answer({
      ok: true,
      analysis: {
        width: 640,
        height: 480,
        faces: [],
        minProbability: 0.5,
        timings: { decodeMs: 1, detectMs: 1, cropMs: 1, classifyMs: 1, totalMs: 4 },
      },
    });
    expect(await acknowledged).toEqual({ status: 'analyzed', seq: 7 });
    expect(results).toMatchObject([{ seq: 7, capturedAtMs: 70 }]);
  });

  it('leaves its seat to another page that takes it, and takes it back when asked', async () => {
    const { server } = await start();
    const { sessionCode, key } = await openSession(server.url);
    const first = connect(new Kept(sessionCode, key));
    await first.reach('live');
    const second = connect(new Kept(sessionCode, key));
    await first.reach('elsewhere');
    await second.reach('live');
    // Neither fights for it.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(first.connection.state.state).toBe('elsewhere');
    expect(second.connection.state.state).toBe('live');

    first.connection.open();
    await first.reach('live');
    await second.reach('elsewhere');
  });

  it('keeps trying while there is no server, and is live when one comes', async () => {
    const { connection, reach } = connect();
    await reach('reconnecting');
    expect(connection.state).toEqual({ state: 'reconnecting', reason: 'lost' });
    await start();
    await reach('live');
  });

  it('says that the server is restarting, and takes a new seat where the old one is gone', async () => {
    const { server } = await start();
    const { states, reach, liveWelcome } = connect();
    await reach('live');
    const { sessionCode } = liveWelcome();
    await stop(server);
    await reach('reconnecting');
    expect(states).toContainEqual({ state: 'reconnecting', reason: 'draining' });
    await start();
    await reach('live');
    expect(liveWelcome().sessionCode).not.toBe(sessionCode);
    expect(liveWelcome().consented).toBe(false);
  });

  it('says that the server is full', async () => {
    await start({ EMOSTREAM_MAX_SESSIONS: '1' });
    const first = connect();
    await first.reach('live');
    const second = connect();
    await second.reach('reconnecting');
    expect(second.connection.state).toEqual({ state: 'reconnecting', reason: 'overloaded' });
  });

  it('comes back to its seat after the line was cut, also with a token that has expired', async () => {
    const { thread } = await start({ EMOSTREAM_TOKEN_TTL_S: '2' });
    const { connection, states, reach, liveWelcome } = connect();
    await reach('live');
    const before = liveWelcome();
    await connection.consent(true, CONSENT_VERSION);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    // More than the socket takes: the server cuts the line, as a bad network would.
    const cut = connection.sendFrame({ seq: 0, capturedAtMs: 0 }, new Uint8Array(3_000_000));
    await expect(cut).rejects.toThrow();
    expect(states.map(({ state }) => state)).toContain('reconnecting');
    await reach('live');
    expect(liveWelcome()).toMatchObject({
      sessionCode: before.sessionCode,
      participantId: before.participantId,
      consented: true,
    });
    expect(thread.jobs).toEqual([]);
  });

  it('knows the line for lost when the browser says so, and tries again', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    await start();
    const { connection, states, reach, liveWelcome } = connect();
    await reach('live');
    const { participantId } = liveWelcome();
    page.dispatchEvent(new Event('offline'));
    expect(connection.state).toEqual({ state: 'reconnecting', reason: 'lost' });
    await reach('live');
    expect(liveWelcome().participantId).toBe(participantId);

    connection.close();
    page.dispatchEvent(new Event('offline'));
    expect(states.at(-1)).toEqual({ state: 'closed' });
  });

  it('says that its seat was deleted with what was recorded of it, and does not come back', async () => {
    const { server } = await start();
    const host = await openSession(server.url);
    const { sessionCode, key } = await joinSession(server.url, host.sessionCode);
    const { connection, reach, liveWelcome } = connect(new Kept(sessionCode, key));
    await reach('live');
    const url = `${server.url}/api/sessions/${sessionCode}/participants/${liveWelcome().participantId}`;
    expect((await callApi(url, 'DELETE', undefined, host.key)).status).toBe(200);
    await reach('failed');
    expect(connection.state).toMatchObject({ problem: { reason: 'deleted' } });
  });

  it('is silent once it is closed, also while it was still connecting', async () => {
    await start();
    const { connection, states } = connect();
    connection.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(states.map(({ state }) => state)).toEqual(['connecting', 'closed']);
    await expect(connection.consent(true, CONSENT_VERSION)).rejects.toThrow();
  });

  it('stays failed when it was given up, until it is opened again', async () => {
    await start();
    const { connection, reach } = connect();
    await reach('live');
    const problem = { reason: 'consent_outdated', message: 'The text has changed.' } as const;
    connection.fail(problem);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(connection.state).toEqual({ state: 'failed', problem });
    connection.open();
    await reach('live');
  });
});
