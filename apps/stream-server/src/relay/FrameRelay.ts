import type { FrameResult } from '@emostream/protocol';
import type { Connection } from '../session/Connection.ts';
import { RelayLane } from './RelayLane.ts';

/** Brings the frames of a session's publishers to the others in it, each at the pace it can take. */
export class FrameRelay {
  readonly #lanes = new Map<string, Map<string, RelayLane>>();

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
      if (this.#laneOf(receiver, result.participantId).offer(result, jpeg)) dropped += 1;
    }
    return { offered, dropped };
  }

  /** Sends nothing more to a receiver that has gone, also not what waits for it. */
  forgetReceiver(connection: Connection): void {
    for (const lane of this.#lanes.get(connection.id)?.values() ?? []) lane.close();
    this.#lanes.delete(connection.id);
  }

  /** Sends nothing of a publisher any more, also not what waits for slow receivers. */
  stopPublisher(publisherId: string): void {
    for (const lanes of this.#lanes.values()) {
      lanes.get(publisherId)?.close();
      lanes.delete(publisherId);
    }
  }

  #laneOf(receiver: Connection, publisherId: string): RelayLane {
    let lanes = this.#lanes.get(receiver.id);
    if (!lanes) {
      lanes = new Map();
      this.#lanes.set(receiver.id, lanes);
    }
    let lane = lanes.get(publisherId);
    if (!lane) {
      lane = new RelayLane(receiver);
      lanes.set(publisherId, lane);
    }
    return lane;
  }
}
