import type { Server as HttpServer } from 'node:http';
import { CONSENT_VERSION, LIMITS, PROTOCOL_VERSION, type Problem } from '@emostream/protocol';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { WebSocket } from 'ws';
import type { AnalyzerIdentity } from '../analysis/AnalyzerThread.ts';
import type { ServerMetrics } from '../metrics/ServerMetrics.ts';
import { ProblemError } from '../problems.ts';
import { authenticateSocket, type SocketAuthentication } from './authenticateSocket.ts';
import { registerHandlers } from './registerHandlers.ts';
import { SocketConnection } from './SocketConnection.ts';
import type { StreamIo, StreamSocket } from './StreamIo.ts';
import { TellingWebSocketServer, TOO_LARGE_EVENT } from './TellingWebSocketServer.ts';

/**
 * Above this a message is not read at all: its reason is told, and the connection closes. Up to it a frame
 * that is too large is refused and no more. Bytes.
 */
const MESSAGE_BYTES = 8 * LIMITS.frameBytes;
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** A line that is dead without a word is known as such after both, on either side. Milliseconds. */
const PING_INTERVAL_MS = 8000;
const PING_TIMEOUT_MS = 7000;

const TOO_LARGE: Problem = {
  reason: 'frame_too_large',
  message: `A message may have ${MESSAGE_BYTES} bytes, and a frame ${LIMITS.frameBytes}; this one was not read.`,
};

export interface SocketServerOptions {
  readonly authentication: SocketAuthentication;
  readonly identity: () => AnalyzerIdentity | null;
  readonly draining: () => boolean;
  readonly clock: () => number;
  readonly metrics: ServerMetrics;
  readonly log: Logger;
}

/** Attaches Socket.IO to the HTTP server: websocket only, one typed protocol, `SPEC.md`. */
export function createSocketServer(httpServer: HttpServer, options: SocketServerOptions): StreamIo {
  const io: StreamIo = new Server(httpServer, {
    transports: ['websocket'],
    maxHttpBufferSize: MESSAGE_BYTES,
    wsEngine: TellingWebSocketServer,
    connectTimeout: HANDSHAKE_TIMEOUT_MS,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    serveClient: false,
    // JPEG does not compress, and results are small.
    perMessageDeflate: false,
  });
  io.use((socket, next) => {
    authenticate(socket, options).then(() => next(), next);
  });
  io.on('connection', (socket) => acceptConnection(socket, options));
  return io;
}

async function authenticate(socket: StreamSocket, options: SocketServerOptions): Promise<void> {
  try {
    if (options.draining()) throw new ProblemError('draining', 'The server is stopping.');
    if (!options.identity()) {
      throw new ProblemError('overloaded', 'The models are still being loaded; try again soon.');
    }
    await authenticateSocket(socket, options.authentication);
  } catch (error) {
    const refusal =
      error instanceof ProblemError
        ? error
        : new ProblemError('internal', 'The server failed; it is not your fault.');
    if (refusal !== error) options.log.error({ err: error }, 'handshake failed');
    options.metrics.countProblem(refusal.problem.reason);
    // Socket.IO sends `data` to the client with the `connect_error`.
    throw Object.assign(refusal, { data: refusal.problem });
  }
}

function acceptConnection(socket: StreamSocket, options: SocketServerOptions): void {
  const { session, member } = socket.data;
  const { clock, draining, metrics } = options;
  const identity = options.identity();
  if (!identity) throw new Error('A connection was accepted before the models were loaded.');
  const connection = new SocketConnection(socket);
  registerHandlers(socket, { clock, draining, metrics });
  rawSocketOf(socket).on(TOO_LARGE_EVENT, () => {
    metrics.countProblem(TOO_LARGE.reason);
    socket.emit('problem', TOO_LARGE);
  });
  socket.on('disconnect', () => session.disconnect(member, connection));
  socket.emit('welcome', {
    protocolVersion: PROTOCOL_VERSION,
    sessionCode: session.code,
    participantId: member.identity.participantId,
    role: member.identity.role,
    consented: member.publisher?.consented ?? false,
    consentVersion: CONSENT_VERSION,
    credits: LIMITS.framesInFlight,
    engine: identity.engine,
    model: {
      id: identity.manifest.id,
      labels: identity.manifest.labels,
      preprocessing: identity.manifest.preprocessing,
    },
    serverTimeMs: clock(),
  });
  session.connect(member, connection);
}

/** The WebSocket under a connection, which Engine.IO has but does not name in its types. */
function rawSocketOf(socket: StreamSocket): WebSocket {
  return (socket.conn.transport as unknown as { readonly socket: WebSocket }).socket;
}
