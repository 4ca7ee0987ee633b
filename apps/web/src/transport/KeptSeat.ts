import type { Seat } from '@emostream/protocol';
import { renewSeat } from './renewSeat.ts';
import type { SeatSource } from './SeatSource.ts';

/** A seat in a session that was joined or opened before, by the key to it that this browser keeps. */
export class KeptSeat implements SeatSource {
  readonly #code: string;
  readonly #key: string;

  constructor(code: string, key: string) {
    this.#code = code;
    this.#key = key;
  }

  take(): Promise<Seat> {
    return renewSeat(this.#code, this.#key);
  }

  lose(): boolean {
    return false;
  }
}
