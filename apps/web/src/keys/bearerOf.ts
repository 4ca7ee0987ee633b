import { readAdminToken } from './adminToken.ts';
import { keysOf } from './keyring.ts';

/** What opens most of a session's data, of all that this browser has. Null where it has nothing. */
export function bearerOf(code: string): string | null {
  const [best] = keysOf(code);
  if (best?.role === 'host') return best.key;
  return readAdminToken() ?? best?.key ?? null;
}
