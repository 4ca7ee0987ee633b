import type { Seat } from '@emostream/protocol';

/** Where a connection's seat comes from. */
export interface SeatSource {
  /** The seat with a fresh token. @throws ApiError */
  take(): Promise<Seat>;
  /** The seat is gone. @returns whether `take` can give another one */
  lose(): boolean;
}
