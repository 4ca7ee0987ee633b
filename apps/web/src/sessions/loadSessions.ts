import type { SessionOverview } from '@emostream/protocol';
import { callApi } from '../transport/callApi.ts';

/** The most keys in one question to the server. */
const KEYS_AT_ONCE = 500;

/**
 * The sessions that this browser can open, the newest first. With an admin token these are all of the
 * server's.
 *
 * @throws ApiError
 */
export async function loadSessions(
  keys: readonly string[],
  adminToken: string | null,
  search: string,
  signal: AbortSignal,
): Promise<readonly SessionOverview[]> {
  if (adminToken !== null) {
    const all = await callApi(
      `/api/sessions?search=${encodeURIComponent(search)}`,
      'sessionListSchema',
      { headers: { Authorization: `Bearer ${adminToken}` }, signal },
    );
    return all.sessions;
  }
  if (keys.length === 0) return [];
  const own = await callApi('/api/sessions/list', 'sessionListSchema', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ keys: keys.slice(0, KEYS_AT_ONCE), search }),
    signal,
  });
  return own.sessions;
}
