import type { FrameResult, Marker, Problem, Roster } from '@emostream/protocol';
import type { Connection } from '../session/Connection.ts';
import type { StreamSocket } from './StreamIo.ts';

/** A session's connection by Socket.IO. */
export class SocketConnection implements Connection {
  readonly #socket: StreamSocket;

  constructor(socket: StreamSocket) {
    this.#socket = socket;
  }

  get id(): string {
    return this.#socket.id;
  }

  sendRoster(roster: Roster): void {
    this.#socket.emit('roster', roster);
  }

  sendResult(result: FrameResult): void {
    this.#socket.emit('result', result);
  }

  relay(result: FrameResult, jpeg: Uint8Array, onTaken: () => void): void {
    this.#socket.emit('relayed', result, jpeg, onTaken);
  }

  sendMarker(marker: Marker, deleted: boolean): void {
    this.#socket.emit('marker', { ...marker, deleted });
  }

  loseSeat(problem: Problem): void {
    this.#socket.emit('seatLost', problem);
    this.disconnect();
  }

  disconnect(): void {
    this.#socket.disconnect(true);
  }
}
