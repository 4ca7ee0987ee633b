import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  type ClientToServerEvents,
  CONSENT_VERSION,
  type ControlAck,
  type FrameAck,
  type FrameResult,
  type HostCommand,
  type KeyedSeat,
  type Marker,
  PROTOCOL_VERSION,
  type Problem,
  type Roster,
  type ServerToClientEvents,
  type Welcome,
} from '@emostream/protocol';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import {
  createServer,
  type ServerOptions,
  type StreamServer,
} from '../../apps/stream-server/src/createServer.ts';
import { readSettings } from '../../apps/stream-server/src/settings.ts';

export type ClientSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A folder of its own for a server's data. */
export function createDataDir(): Promise<string> {
  return mkdtemp(path.join(os.tmpdir(), 'emostream-data-'));
}

/**
 * A real server on a free port, with real analyzer threads unless a test scripts them. Its data folder is
 * deleted with its end, unless the test brought its own.
 */
export async function startTestServer(
  env: Record<string, string> = {},
  options: Omit<Partial<ServerOptions>, 'settings' | 'log'> = {},
): Promise<StreamServer> {
  const dataDir = env.EMOSTREAM_DATA_DIR ?? (await createDataDir());
  const server = await createServer({
    settings: readSettings({
      EMOSTREAM_PORT: '0',
      EMOSTREAM_WORKERS: '1',
      EMOSTREAM_DATA_DIR: dataDir,
      ...env,
    }),
    log: pino({ level: 'silent' }),
    ...options,
  });
  let drained: Promise<void> | null = null;
  const drain = async () => {
    await server.drain();
    if (!env.EMOSTREAM_DATA_DIR) await rm(dataDir, { recursive: true, force: true });
  };
  await server.ready;
  return {
    ...server,
    drain: () => {
      drained ??= drain();
      return drained;
    },
  };
}

/** Calls the API with a JSON body and, where there is one, a key or token. */
export function callApi(
  url: string,
  method: string,
  body?: unknown,
  bearer?: string,
): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Opens a session over HTTP. */
export async function openSession(
  url: string,
  session: Record<string, unknown> = {},
): Promise<KeyedSeat> {
  const body = { title: 'A test', name: 'Host', purpose: 'development', ...session };
  const response = await callApi(`${url}/api/sessions`, 'POST', body);
  if (!response.ok) throw await response.json();
  return (await response.json()) as KeyedSeat;
}

/** Joins a session over HTTP. Rejects with the problem when the server refuses. */
export async function joinSession(
  url: string,
  code: string,
  role: 'participant' | 'viewer' = 'participant',
  name = 'Ann',
): Promise<KeyedSeat> {
  const response = await callApi(`${url}/api/sessions/${code}/join`, 'POST', { role, name });
  if (!response.ok) throw await response.json();
  return (await response.json()) as KeyedSeat;
}

/** A frame of somebody else, as it was relayed. */
export interface RelayedFrame {
  readonly result: FrameResult;
  readonly jpeg: Uint8Array;
  readonly taken: () => void;
}

/** A connection that was let in, with everything it received. */
export interface TestClient {
  readonly socket: ClientSocket;
  readonly welcome: Welcome;
  readonly results: FrameResult[];
  readonly problems: Problem[];
  readonly rosters: Roster[];
  readonly relayed: RelayedFrame[];
  readonly markers: (Marker & { deleted: boolean })[];
  readonly lost: Problem[];
  /** Whether relayed frames are acknowledged at once. */
  takesRelayed: boolean;
  consent(granted?: boolean, version?: string): Promise<ControlAck>;
  command(command: HostCommand): Promise<ControlAck>;
  send(seq: number, jpeg: Uint8Array): Promise<FrameAck>;
}

/** Connects with a seat's token. Rejects with the problem when the server refuses. */
export function connect(
  url: string,
  auth: Record<string, unknown>,
  extraHeaders: Record<string, string> = {},
): Promise<TestClient> {
  const socket: ClientSocket = io(url, {
    transports: ['websocket'],
    auth: { protocolVersion: PROTOCOL_VERSION, ...auth },
    extraHeaders,
    reconnection: false,
    forceNew: true,
  });
  const received = {
    results: [] as FrameResult[],
    problems: [] as Problem[],
    rosters: [] as Roster[],
    relayed: [] as RelayedFrame[],
    markers: [] as (Marker & { deleted: boolean })[],
    lost: [] as Problem[],
  };
  socket.on('result', (result) => received.results.push(result));
  socket.on('problem', (problem) => received.problems.push(problem));
  socket.on('roster', (roster) => received.rosters.push(roster));
  socket.on('marker', (marker) => received.markers.push(marker));
  socket.on('seatLost', (problem) => received.lost.push(problem));
  return new Promise((resolve, reject) => {
    socket.on('connect_error', (error) => {
      socket.disconnect();
      reject((error as Error & { data?: Problem }).data ?? error);
    });
    socket.on('welcome', (welcome) => {
      const client: TestClient = {
        socket,
        welcome,
        ...received,
        takesRelayed: true,
        consent: (granted = true, version = CONSENT_VERSION) =>
          socket.emitWithAck('consent', { granted, version }),
        command: (command) => socket.emitWithAck('host', command),
        send: (seq, jpeg) => socket.emitWithAck('frame', { seq, capturedAtMs: seq * 66 }, jpeg),
      };
      socket.on('relayed', (result, jpeg, taken) => {
        received.relayed.push({ result, jpeg, taken });
        if (client.takesRelayed) taken();
      });
      resolve(client);
    });
  });
}

/** A client that has opened a session and consented. */
export async function connectPublisher(
  url: string,
  session: Record<string, unknown> = {},
): Promise<TestClient & { seat: KeyedSeat }> {
  return connectConsenting(url, await openSession(url, session));
}

/** A client that has joined a session as a participant and consented. */
export async function connectParticipant(
  url: string,
  code: string,
  name = 'Ann',
): Promise<TestClient & { seat: KeyedSeat }> {
  return connectConsenting(url, await joinSession(url, code, 'participant', name));
}

async function connectConsenting(
  url: string,
  seat: KeyedSeat,
): Promise<TestClient & { seat: KeyedSeat }> {
  const client = await connect(url, { token: seat.token });
  await client.consent();
  return Object.assign(client, { seat });
}
