/** What is needed of `sessionStorage`. Every call may throw where the browser blocks it or it is full. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What one tab keeps until it is closed. What cannot be stored is kept for as long as the page is open, so
 * that whoever blocks the storage still gets from the lobby into the room.
 */
export class TabItems {
  readonly #storage: () => TabStorage;
  readonly #unstored = new Map<string, string>();

  constructor(storage: () => TabStorage) {
    this.#storage = storage;
  }

  get(name: string): string | null {
    const unstored = this.#unstored.get(name);
    if (unstored !== undefined) return unstored;
    try {
      return this.#storage().getItem(name);
    } catch {
      return null;
    }
  }

  /** @returns whether it is still there when the page is loaded again */
  set(name: string, text: string): boolean {
    try {
      this.#storage().setItem(name, text);
      this.#unstored.delete(name);
      return true;
    } catch {
      this.#unstored.set(name, text);
      return false;
    }
  }

  remove(name: string): void {
    this.#unstored.delete(name);
    try {
      this.#storage().removeItem(name);
    } catch {
      // What cannot be reached could keep nothing either.
    }
  }
}
