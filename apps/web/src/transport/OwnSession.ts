import type { KeyedSeat, Seat } from '@emostream/protocol';
import { callApi } from './callApi.ts';
import { renewSeat } from './renewSeat.ts';
import type { SeatSource } from './SeatSource.ts';

/** A session of one's own to try things out in, opened when it is first needed and whenever it is gone. */
export class OwnSession implements SeatSource {
  #seat: KeyedSeat | null = null;

  async take(): Promise<Seat> {
    if (this.#seat) return renewSeat(this.#seat.sessionCode, this.#seat.key);
    this.#seat = await callApi('/api/sessions', 'keyedSeatSchema', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ title: 'On my own', name: 'Me', purpose: 'personal' }),
    });
    return this.#seat;
  }

  lose(): boolean {
    this.#seat = null;
    return true;
  }
}
