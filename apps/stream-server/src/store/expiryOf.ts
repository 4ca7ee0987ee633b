import type { StoredSession } from './TimelineStore.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a session is to be deleted, milliseconds since the epoch; null while it is open. */
export function expiryOf({ endedAtMs, retentionDays }: StoredSession): number | null {
  return endedAtMs === null ? null : endedAtMs + retentionDays * DAY_MS;
}
