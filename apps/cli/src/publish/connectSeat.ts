import {
  type ClientToServerEvents,
  PROTOCOL_VERSION,
  problemSchema,
  type ServerToClientEvents,
  type Welcome,
} from '@emostream/protocol';
import { io, type Socket } from 'socket.io-client';
import { ServerRefusal } from '../ServerRefusal.ts';

export type SeatSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Takes a seat by its token, once. @throws ServerRefusal, or Error where the server cannot be reached */
export async function connectSeat(
  url: string,
  token: string,
): Promise<{ socket: SeatSocket; welcome: Welcome }> {
  const socket: SeatSocket = io(url, {
    transports: ['websocket'],
    auth: { token, protocolVersion: PROTOCOL_VERSION },
    reconnection: false,
    forceNew: true,
  });
  try {
    const welcome = await new Promise<Welcome>((resolve, reject) => {
      socket.once('welcome', resolve);
      socket.once('connect_error', (error) => {
        const refusal = problemSchema.safeParse((error as Error & { data?: unknown }).data);
        if (refusal.success) reject(new ServerRefusal(refusal.data));
        else reject(new Error('The server cannot be reached.'));
      });
      socket.once('disconnect', () => reject(new Error('The connection to the server is lost.')));
    });
    socket.off('disconnect');
    return { socket, welcome };
  } catch (error) {
    socket.disconnect();
    throw error;
  }
}
