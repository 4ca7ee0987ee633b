import type { Seat } from '@emostream/protocol';
import { callApi } from './callApi.ts';

/** A new token for the seat that `key` opens. @throws ApiError */
export function renewSeat(code: string, key: string): Promise<Seat> {
  return callApi(`/api/sessions/${code}/token`, 'seatSchema', {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}` },
  });
}
