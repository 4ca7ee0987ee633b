/** A key to a session's data, as this browser keeps it. */
export interface KeptKey {
  readonly code: string;
  readonly key: string;
  readonly role: 'host' | 'participant';
  readonly title: string;
  readonly addedAtMs: number;
}

/** What a keyring needs of `localStorage`. Every call may throw where the browser blocks it. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem'>;

export const KEYS_ITEM = 'emostream.keys';

/**
 * The keys that this browser keeps, the newest first. They are read anew at every question, as another tab
 * may have changed them. Where nothing can be stored, they are kept for as long as the page is open.
 */
export class KeyChain {
  readonly #storage: () => KeyStorage;
  readonly #listeners = new Set<() => void>();
  /** Holds what could not be stored; null while the storage works. */
  #unstored: readonly KeptKey[] | null = null;
  #text: string | null = null;
  #keys: readonly KeptKey[] = [];

  constructor(storage: () => KeyStorage) {
    this.#storage = storage;
  }

  /** The same list for as long as nothing changes. */
  all(): readonly KeptKey[] {
    if (this.#unstored) return this.#unstored;
    const text = this.#read();
    if (text !== this.#text) {
      this.#text = text;
      this.#keys = keysIn(text);
    }
    return this.#keys;
  }

  /** Of one session; a host's key, which opens more, comes first. */
  of(code: string): readonly KeptKey[] {
    const found = this.all().filter((kept) => kept.code === code);
    return found.sort((one, other) => Number(other.role === 'host') - Number(one.role === 'host'));
  }

  /** @returns whether it is still here when the page is closed */
  add(added: KeptKey): boolean {
    return this.#write([added, ...this.all().filter(({ key }) => key !== added.key)]);
  }

  forget(key: string): void {
    this.#write(this.all().filter((kept) => kept.key !== key));
  }

  /** Calls back after every change, also those of other tabs. @returns how to end it */
  subscribe(onChange: () => void): () => void {
    this.#listeners.add(onChange);
    globalThis.addEventListener?.('storage', onChange);
    return () => {
      this.#listeners.delete(onChange);
      globalThis.removeEventListener?.('storage', onChange);
    };
  }

  #read(): string | null {
    try {
      return this.#storage().getItem(KEYS_ITEM);
    } catch {
      return null;
    }
  }

  #write(keys: readonly KeptKey[]): boolean {
    try {
      this.#storage().setItem(KEYS_ITEM, JSON.stringify(keys));
      this.#unstored = null;
    } catch {
      this.#unstored = keys;
    }
    for (const listener of this.#listeners) listener();
    return this.#unstored === null;
  }
}

/** What is broken or of another version is left out. */
function keysIn(text: string | null): readonly KeptKey[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.filter(isKeptKey);
  } catch {
    return [];
  }
}

function isKeptKey(value: unknown): value is KeptKey {
  if (typeof value !== 'object' || value === null) return false;
  const { code, key, role, title, addedAtMs } = value as Partial<Record<keyof KeptKey, unknown>>;
  const texts = [code, key, title].every((text) => typeof text === 'string');
  return texts && (role === 'host' || role === 'participant') && typeof addedAtMs === 'number';
}
