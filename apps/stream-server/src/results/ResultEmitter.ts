import type { FrameResult } from '@emostream/protocol';
import type { StreamIo } from '../socket/StreamIo.ts';

/** The Socket.IO room of everybody who sees a session. */
export function sessionRoom(sessionCode: string): string {
  return `session:${sessionCode}`;
}

/** Sends results to everybody in a session. */
export class ResultEmitter {
  readonly #io: StreamIo;

  constructor(io: StreamIo) {
    this.#io = io;
  }

  emit(sessionCode: string, result: FrameResult): void {
    this.#io.to(sessionRoom(sessionCode)).emit('result', result);
  }
}
