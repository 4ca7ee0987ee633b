import type { Publisher } from './Publisher.ts';

/** Something that holds a seat, as far as a session needs to know it. */
export interface Connection {
  readonly id: string;
  disconnect(): void;
}

/**
 * The seat of a session's publisher. `reserved`: handed out, never taken. `away`: taken before, and
 * kept for a reconnect.
 */
export type Seat =
  | { readonly state: 'reserved'; readonly sinceMs: number }
  | { readonly state: 'connected'; readonly connection: Connection }
  | { readonly state: 'away'; readonly sinceMs: number };

/** One live session: a code, and a seat for the one who publishes. */
export class Session {
  readonly code: string;
  readonly publisherId: string;
  readonly publisher: Publisher;
  #seat: Seat;

  constructor(code: string, publisherId: string, publisher: Publisher, nowMs: number) {
    this.code = code;
    this.publisherId = publisherId;
    this.publisher = publisher;
    this.#seat = { state: 'reserved', sinceMs: nowMs };
  }

  get seat(): Seat {
    return this.#seat;
  }

  /** Seats a connection. The newest wins: a client that reconnects is faster than any time-out. */
  connect(connection: Connection): void {
    const previous = this.#seat;
    this.#seat = { state: 'connected', connection };
    if (previous.state === 'connected') previous.connection.disconnect();
  }

  /** Frees the seat for a reconnect, unless another connection has taken it over. */
  disconnect(connection: Connection, nowMs: number): void {
    if (this.#seat.state === 'connected' && this.#seat.connection.id === connection.id) {
      this.#seat = { state: 'away', sinceMs: nowMs };
    }
  }

  /** Whether nobody has been connected for that long. */
  isIdle(idleMs: number, nowMs: number): boolean {
    return this.#seat.state !== 'connected' && nowMs - this.#seat.sinceMs >= idleMs;
  }

  end(): void {
    this.publisher.close();
    if (this.#seat.state === 'connected') this.#seat.connection.disconnect();
  }
}
