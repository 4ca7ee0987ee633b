import type { Member as MemberView, Role } from '@emostream/protocol';
import type { Connection } from './Connection.ts';
import type { Publisher } from './Publisher.ts';

/**
 * A seat. `reserved`: handed out, never taken. `away`: taken before, and kept for a reconnect. `gone`:
 * given up or taken away, for good.
 */
export type SeatState =
  | { readonly state: 'reserved'; readonly sinceMs: number }
  | { readonly state: 'connected'; readonly connection: Connection }
  | { readonly state: 'away'; readonly sinceMs: number }
  | { readonly state: 'gone' };

/** Who somebody is. */
export interface MemberIdentity {
  readonly participantId: string;
  readonly role: Role;
  readonly name: string;
  /** SHA-256 of the key to this seat, in hexadecimal. */
  readonly keyHash: string;
  readonly joinedAtMs: number;
}

/** Track ids are set aside in blocks, so that a server that is killed uses none twice. */
const TRACK_ID_BLOCK = 1000;

/** Somebody in a session, with the seat they hold, and their video unless they only watch. */
export class Member {
  readonly identity: MemberIdentity;
  /** Null for a viewer. */
  readonly publisher: Publisher | null;
  #seat: SeatState;
  #trackIdsUntil: number;

  constructor(identity: MemberIdentity, publisher: Publisher | null, seat: SeatState) {
    this.identity = identity;
    this.publisher = publisher;
    this.#seat = seat;
    this.#trackIdsUntil = (publisher?.nextTrackId ?? 0) + TRACK_ID_BLOCK;
  }

  /** The first track id that is surely not in use before `needsTrackIds` says so. */
  get trackIdsUntil(): number {
    return this.#trackIdsUntil;
  }

  /** Sets the next block of track ids aside where the last is half used; it must then be kept. */
  needsTrackIds(): boolean {
    const used = this.publisher?.nextTrackId ?? 0;
    if (used < this.#trackIdsUntil - TRACK_ID_BLOCK / 2) return false;
    this.#trackIdsUntil = used + TRACK_ID_BLOCK;
    return true;
  }

  get seat(): SeatState {
    return this.#seat;
  }

  get connection(): Connection | null {
    return this.#seat.state === 'connected' ? this.#seat.connection : null;
  }

  /** Seats a connection. The newest wins: a client that reconnects is faster than any time-out. */
  connect(connection: Connection): void {
    const previous = this.connection;
    this.#seat = { state: 'connected', connection };
    previous?.disconnect();
  }

  /** @returns false where another connection has taken the seat over. */
  disconnect(connection: Connection, nowMs: number): boolean {
    if (this.connection?.id !== connection.id) return false;
    this.#seat = { state: 'away', sinceMs: nowMs };
    return true;
  }

  giveUp(): void {
    this.#seat = { state: 'gone' };
  }

  /** Whether the seat counts as taken: somebody sits there, or may still come back to it. */
  holdsSeat(heldMs: number, nowMs: number): boolean {
    if (this.#seat.state === 'connected') return true;
    return this.#seat.state !== 'gone' && nowMs - this.#seat.sinceMs < heldMs;
  }

  /** How the others see this member. */
  get view(): MemberView {
    const { participantId, name, role } = this.identity;
    return {
      participantId,
      name,
      role,
      connected: this.#seat.state === 'connected',
      consented: this.publisher?.consented ?? false,
      muted: this.publisher?.muted ?? false,
      baseline: this.publisher?.baseline ?? { state: 'none' },
    };
  }
}
