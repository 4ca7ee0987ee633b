import type { Deletion } from '@emostream/protocol';
import { bearerOf } from '../keys/bearerOf.ts';
import { forgetKey, keysOf } from '../keys/keyring.ts';
import { callApi } from '../transport/callApi.ts';

/** Deletes a session on the server, and then the keys that opened it. @throws ApiError */
export async function deleteSession(code: string): Promise<Deletion> {
  const deletion = await callApi(`/api/sessions/${code}`, 'deletionSchema', {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${bearerOf(code) ?? ''}` },
  });
  for (const { key } of keysOf(code)) forgetKey(key);
  return deletion;
}
