import type { ClientToServerEvents, ServerToClientEvents } from '@emostream/protocol';
import type { Server, Socket } from 'socket.io';
import type { Member } from '../session/Member.ts';
import type { Session } from '../session/Session.ts';

/** What the handshake found out about a connection. */
export interface SocketData {
  session: Session;
  member: Member;
}

type NoServerEvents = Record<string, never>;

/** Our typed Socket.IO server. */
export type StreamIo = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  NoServerEvents,
  SocketData
>;

/** One of its connections. */
export type StreamSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  NoServerEvents,
  SocketData
>;
