import { callApi } from '../transport/callApi.ts';
import { keepAdminToken } from './adminToken.ts';
import { addKey } from './keyring.ts';
import type { PastedKey } from './readPastedKey.ts';

/** What a pasted key turned out to open. */
export interface OpenedKey {
  /** Null for an admin token, which opens every session. */
  readonly title: string | null;
  /** Whether it is still there after the page (a key) or in this tab (an admin token) is loaded again. */
  readonly kept: boolean;
}

/** Tries what was pasted at the server and keeps it if it opens something. @throws ApiError */
export async function openPastedKey(pasted: PastedKey, nowMs: number): Promise<OpenedKey> {
  const bearer = pasted.kind === 'key' ? pasted.key : pasted.token;
  const headers = { Authorization: `Bearer ${bearer}` };
  if (pasted.kind === 'admin') {
    await callApi('/api/sessions', 'sessionListSchema', { headers });
    return { title: null, kept: keepAdminToken(pasted.token) };
  }
  const { code, key } = pasted;
  const { title, access } = await callApi(`/api/sessions/${code}`, 'sessionDetailsSchema', {
    headers,
  });
  const role = access === 'all' ? 'host' : 'participant';
  return { title, kept: addKey({ code, key, role, title, addedAtMs: nowMs }) };
}
