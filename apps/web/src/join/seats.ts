import type { KeyedSeat, Role } from '@emostream/protocol';
import { z } from 'zod';
import { addKey, keysOf } from '../keys/keyring.ts';
import { TabItems } from '../keys/TabItems.ts';

const tabSeatSchema = z.object({
  key: z.string(),
  role: z.enum(['host', 'participant', 'viewer']),
});

/** A seat that this browser can take, by the key to it. */
export interface KnownSeat {
  readonly key: string;
  readonly role: Role;
}

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
    return tabSeatSchema.safeParse(JSON.parse(items.get(itemOf(code)) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
