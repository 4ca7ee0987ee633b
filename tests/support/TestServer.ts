import {
  type ClientToServerEvents,
  CONSENT_VERSION,
  type ControlAck,
  type FrameAck,
  type FrameResult,
  PROTOCOL_VERSION,
  type Problem,
  type Seat,
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

/** A real server on a free port, with real analyzer threads unless a test scripts them. */
export async function startTestServer(
  env: Record<string, string> = {},
  options: Omit<Partial<ServerOptions>, 'settings' | 'log'> = {},
): Promise<StreamServer> {
  const server = await createServer({
    settings: readSettings({ EMOSTREAM_PORT: '0', EMOSTREAM_WORKERS: '1', ...env }),
    log: pino({ level: 'silent' }),
    ...options,
  });
  await server.ready;
  return server;
}

/** Opens a session over HTTP. */
export async function openSession(url: string): Promise<Seat> {
  const response = await fetch(`${url}/api/sessions`, { method: 'POST' });
  return (await response.json()) as Seat;
}

/** A connection that was let in, with everything it received. */
export interface TestClient {
  readonly socket: ClientSocket;
  readonly welcome: Welcome;
  readonly results: FrameResult[];
  readonly problems: Problem[];
  consent(granted?: boolean, version?: string): Promise<ControlAck>;
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
  const results: FrameResult[] = [];
  const problems: Problem[] = [];
  socket.on('result', (result) => results.push(result));
  socket.on('problem', (problem) => problems.push(problem));
  return new Promise((resolve, reject) => {
    socket.on('connect_error', (error) => {
      socket.disconnect();
      reject((error as Error & { data?: Problem }).data ?? error);
    });
    socket.on('welcome', (welcome) => {
      resolve({
        socket,
        welcome,
        results,
        problems,
        consent: (granted = true, version = CONSENT_VERSION) =>
          socket.emitWithAck('consent', { granted, version }),
        send: (seq, jpeg) => socket.emitWithAck('frame', { seq, capturedAtMs: seq * 66 }, jpeg),
      });
    });
  });
}

/** A client that has opened a session and consented. */
export async function connectPublisher(url: string): Promise<TestClient & { seat: Seat }> {
  const seat = await openSession(url);
  const client = await connect(url, { token: seat.token });
  await client.consent();
  return { ...client, seat };
}
