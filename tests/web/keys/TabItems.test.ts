import { describe, expect, it } from 'vitest';
import { TabItems } from '../../../apps/web/src/keys/TabItems.ts';

class MapStorage {
  readonly items = new Map<string, string>();
  full = false;
  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }
  setItem(name: string, text: string): void {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.items.set(name, text);
  }
  removeItem(name: string): void {
    this.items.delete(name);
  }
}

describe('TabItems', () => {
  it('keeps what it is given over a reload of the page', () => {
    const storage = new MapStorage();
    expect(new TabItems(() => storage).set('seat', 'one')).toBe(true);
    expect(new TabItems(() => storage).get('seat')).toBe('one');
  });

  it('keeps it while the page is open where the storage is full, rather than what is older', () => {
    const storage = new MapStorage();
    const items = new TabItems(() => storage);
    items.set('seat', 'old');
    storage.full = true;
    expect(items.set('seat', 'new')).toBe(false);
    expect(items.get('seat')).toBe('new');
    storage.full = false;
    items.set('seat', 'newest');
    expect(items.get('seat')).toBe('newest');
    expect(storage.getItem('seat')).toBe('newest');
  });

  it('works where the browser blocks its storage', () => {
    const items = new TabItems(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    expect(items.get('seat')).toBeNull();
    expect(items.set('seat', 'one')).toBe(false);
    expect(items.get('seat')).toBe('one');
    items.remove('seat');
    expect(items.get('seat')).toBeNull();
  });

  it('forgets what is stored and what is not', () => {
    const storage = new MapStorage();
    const items = new TabItems(() => storage);
    items.set('seat', 'old');
    storage.full = true;
    items.set('seat', 'new');
    items.remove('seat');
    expect(items.get('seat')).toBeNull();
  });
});
