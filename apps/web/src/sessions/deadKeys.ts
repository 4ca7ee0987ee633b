import type { KeptKey } from '../keys/KeyChain.ts';
import { readPastedKey } from '../keys/readPastedKey.ts';

/**
 * Which of the keys to a session are of no use once the server says that there is none: the key that was
 * asked with. An admin token opens every session, so where it finds none all of them are dead.
 */
export function deadKeys(kept: readonly KeptKey[], bearer: string): readonly KeptKey[] {
  if (readPastedKey(bearer)?.kind === 'admin') return kept;
  return kept.filter(({ key }) => key === bearer);
}
