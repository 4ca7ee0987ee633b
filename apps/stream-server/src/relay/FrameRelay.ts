import type { FrameResult } from '@emostream/protocol';
import type { Connection } from '../session/Connection.ts';
import { RelayReceiver } from './RelayReceiver.ts';

/** Brings the frames of a session's publishers to the others in it, each at the pace it can take. */
export class FrameRelay {
  readonly #clock: () => number;
  readonly #receivers = new Map<string, RelayReceiver>();

  /** @param clock in milliseconds */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** @returns how many receivers there are, and how many were too slow for the frame before it. */
  relay(
    result: FrameResult,
    jpeg: Uint8Array,
    receivers: Iterable<Connection>,
  ): { offered: number; dropped: number } {
    let offered = 0;
    let dropped = 0;
    for (const receiver of receivers) {
      offered += 1;
      if (this.#receiverOf(receiver).offer(result, jpeg)) dropped += 1;
    }
    return { offered, dropped };
  }

  /** Sends nothing more to a receiver that has gone, also not what waits for it. */
  forgetReceiver(connection: Connection): void {
    this.#receivers.get(connection.id)?.close();
    this.#receivers.delete(connection.id);
  }

  /** Sends nothing of a publisher any more, also not what waits for slow receivers. */
  stopPublisher(publisherId: string): void {
    for (const receiver of this.#receivers.values()) receiver.stop(publisherId);
  }

  #receiverOf(connection: Connection): RelayReceiver {
    let receiver = this.#receivers.get(connection.id);
    if (!receiver) {
      receiver = new RelayReceiver(connection, this.#clock);
      this.#receivers.set(connection.id, receiver);
    }
    return receiver;
  }
}
