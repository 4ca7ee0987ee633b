import { type KeptKey, KeyChain } from './KeyChain.ts';

const chain = new KeyChain(() => localStorage);

/** Keeps a key; one that is known already is replaced. @returns false where it is lost with the page */
export const addKey = (key: KeptKey): boolean => chain.add(key);

/** The keys to one session, a host's first. */
export const keysOf = (code: string): readonly KeptKey[] => chain.of(code);

/** Every key, the newest first. */
export const allKeys = (): readonly KeptKey[] => chain.all();

export const forgetKey = (key: string): void => chain.forget(key);

/** Calls back after every change. @returns how to end it */
export const subscribeToKeys = (onChange: () => void): (() => void) => chain.subscribe(onChange);
