import { type FrameResult, LIMITS } from '@emostream/protocol';
import type { Connection } from '../session/Connection.ts';

interface RelayedFrame {
  readonly result: FrameResult;
  readonly jpeg: Uint8Array;
}

/**
 * One publisher's frames on their way to one receiver. At most two are under way; of those that come
 * meanwhile the newest waits, and goes out when the receiver has taken one. So a slow receiver sees
 * fewer frames, none of them stale, and nobody waits for it.
 */
export class RelayLane {
  readonly #connection: Connection;
  #underWay = 0;
  #waiting: RelayedFrame | null = null;
  #closed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @returns whether it replaced one that waited, which is dropped. */
  offer(result: FrameResult, jpeg: Uint8Array): boolean {
    const replaced = this.#waiting !== null;
    this.#waiting = { result, jpeg };
    this.#next();
    return replaced;
  }

  /** Sends nothing more, what waits included. */
  close(): void {
    this.#closed = true;
    this.#waiting = null;
  }

  #next(): void {
    const frame = this.#waiting;
    if (!frame || this.#closed || this.#underWay >= LIMITS.relayedInFlight) return;
    this.#waiting = null;
    this.#underWay += 1;
    this.#connection.relay(frame.result, frame.jpeg, () => {
      this.#underWay -= 1;
      this.#next();
    });
  }
}
