import { useSyncExternalStore } from 'react';
import type { KeptKey } from './KeyChain.ts';
import { allKeys, subscribeToKeys } from './keyring.ts';

const NONE: readonly KeptKey[] = [];

/** Every key that this browser keeps; none while the page is made on the server. */
export function useKeys(): readonly KeptKey[] {
  return useSyncExternalStore(subscribeToKeys, allKeys, () => NONE);
}
