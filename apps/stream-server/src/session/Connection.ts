import type { FrameResult, Marker, Problem, Roster } from '@emostream/protocol';

/** What a session says to somebody who is connected to it. */
export interface Connection {
  readonly id: string;
  sendRoster(roster: Roster): void;
  sendResult(result: FrameResult): void;
  /** @param onTaken called when the receiver has it and can take another */
  relay(result: FrameResult, jpeg: Uint8Array, onTaken: () => void): void;
  sendMarker(marker: Marker, deleted: boolean): void;
  /** Says why the seat is gone, and closes. */
  loseSeat(problem: Problem): void;
  /** Closes without a word. */
  disconnect(): void;
}
