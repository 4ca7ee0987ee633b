import type { KeyedSeat, Role } from '@emostream/protocol';
import { addKey, keysOf } from '../keys/keyring.ts';
import { TabItems } from '../keys/TabItems.ts';

/** A seat that this browser can take, by the key to it. */
export interface KnownSeat {
  readonly key: string;
  readonly role: Role;
}

const ROLES: readonly Role[] = ['host', 'participant', 'viewer'];

const items = new TabItems(() => sessionStorage);
const itemOf = (code: string) => `emostream.seat.${code}`;

/**
 * Keeps a seat that was just given. The tab remembers which is its own, as another tab may hold another
 * one of the same session. Keys that open recorded data also go to the keyring; a viewer's opens none.
 */
export function keepSeat(
  { sessionCode, key, role }: KeyedSeat,
  title: string,
  nowMs: number,
): void {
  if (role !== 'viewer') addKey({ code: sessionCode, key, role, title, addedAtMs: nowMs });
  takeSeat(sessionCode, { key, role });
}

/** Makes it the seat of this tab. */
export function takeSeat(code: string, seat: KnownSeat): void {
  items.set(itemOf(code), JSON.stringify(seat));
}

/** The seats of a session that this browser has keys to: this tab's own first. */
export function knownSeats(code: string): readonly KnownSeat[] {
  const own = seatOfTab(code);
  const others = keysOf(code).filter(({ key }) => key !== own?.key);
  return [...(own ? [own] : []), ...others.map(({ key, role }) => ({ key, role }))];
}

/** Forgets the seat of this tab; a key in the keyring stays, as it opens what was recorded. */
export function forgetSeat(code: string): void {
  items.remove(itemOf(code));
}

function seatOfTab(code: string): KnownSeat | null {
  try {
    const seat: unknown = JSON.parse(items.get(itemOf(code)) ?? 'null');
    return isKnownSeat(seat) ? seat : null;
  } catch {
    return null;
  }
}

function isKnownSeat(value: unknown): value is KnownSeat {
  if (typeof value !== 'object' || value === null) return false;
  const { key, role } = value as Partial<Record<keyof KnownSeat, unknown>>;
  return typeof key === 'string' && ROLES.some((one) => one === role);
}
