import { type FrameResult, LIMITS } from '@emostream/protocol';
import type { Connection } from '../session/Connection.ts';
import { LineBudget } from './LineBudget.ts';

interface RelayedFrame {
  readonly result: FrameResult;
  readonly jpeg: Uint8Array;
}

/** One publisher's frames on their way to the receiver. */
interface Lane {
  underWay: number;
  waiting: RelayedFrame | null;
}

/**
 * The frames of all publishers on their way to one receiver. Two of a publisher are under way at most, and
 * of all together what the line carries without a queue; of those that come meanwhile the newest of each
 * publisher waits. Publishers take turns. So a slow receiver sees fewer frames, none of them stale, and
 * nobody waits for it.
 */
export class RelayReceiver {
  readonly #connection: Connection;
  readonly #clock: () => number;
  readonly #budget = new LineBudget();
  readonly #lanes = new Map<string, Lane>();
  /** Publishers of whom a frame waits, in the order of their turns. */
  readonly #line = new Set<string>();

  /** @param clock in milliseconds */
  constructor(connection: Connection, clock: () => number) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** @returns whether it replaced one that waited, which is dropped. */
  offer(result: FrameResult, jpeg: Uint8Array): boolean {
    const { participantId } = result;
    const lane = this.#lanes.get(participantId) ?? { underWay: 0, waiting: null };
    this.#lanes.set(participantId, lane);
    const replaced = lane.waiting !== null;
    lane.waiting = { result, jpeg };
    this.#line.add(participantId);
    this.#sendWaiting();
    return replaced;
  }

  /** Sends nothing of a publisher any more, what waits included. */
  stop(publisherId: string): void {
    this.#lanes.delete(publisherId);
    this.#line.delete(publisherId);
  }

  /** Sends nothing more at all. */
  close(): void {
    this.#lanes.clear();
    this.#line.clear();
  }

  #sendWaiting(): void {
    const nowMs = this.#clock();
    for (const publisherId of this.#line) {
      const lane = this.#lanes.get(publisherId);
      if (!lane?.waiting || lane.underWay >= LIMITS.relayedInFlight) continue;
      if (!this.#budget.hasRoom(nowMs)) return;
      this.#line.delete(publisherId);
      this.#send(lane, lane.waiting, nowMs);
    }
  }

  #send(lane: Lane, { result, jpeg }: RelayedFrame, nowMs: number): void {
    lane.waiting = null;
    lane.underWay += 1;
    const sent = this.#budget.send(jpeg.byteLength, nowMs);
    this.#connection.relay(result, jpeg, () => {
      lane.underWay -= 1;
      this.#budget.take(sent, this.#clock());
      this.#sendWaiting();
    });
  }
}
