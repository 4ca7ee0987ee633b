import { describe, expect, it } from 'vitest';
import { KEYS_ITEM, type KeptKey, KeyChain } from '../../../apps/web/src/keys/KeyChain.ts';

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
}

function kept(code: string, role: KeptKey['role'], secret = role): KeptKey {
  return { code, key: `${code}.person.${secret}`, role, title: `Session ${code}`, addedAtMs: 1 };
}

describe('KeyChain', () => {
  it('keeps keys across pages, the newest first', () => {
    const storage = new MapStorage();
    const chain = new KeyChain(() => storage);
    expect(chain.add(kept('BCDFGH', 'host'))).toBe(true);
    chain.add(kept('KMNPQR', 'participant'));
    expect(new KeyChain(() => storage).all().map(({ code }) => code)).toEqual(['KMNPQR', 'BCDFGH']);
  });

  it('gives the host key of a session first, and those of no other session', () => {
    const storage = new MapStorage();
    const chain = new KeyChain(() => storage);
    chain.add(kept('BCDFGH', 'host'));
    chain.add(kept('BCDFGH', 'participant'));
    chain.add(kept('KMNPQR', 'host'));
    expect(chain.of('BCDFGH').map(({ role }) => role)).toEqual(['host', 'participant']);
  });

  it('replaces a key that it has, and forgets one', () => {
    const storage = new MapStorage();
    const chain = new KeyChain(() => storage);
    chain.add(kept('BCDFGH', 'host'));
    chain.add({ ...kept('BCDFGH', 'host'), title: 'Renamed' });
    expect(chain.all().map(({ title }) => title)).toEqual(['Renamed']);
    chain.forget('BCDFGH.person.host');
    expect(chain.all()).toEqual([]);
  });

  it.each(['{', 'null', '{"code":1}', '[1,{"code":"BCDFGH"}]'])('survives %s', (text) => {
    const storage = new MapStorage();
    storage.items.set(KEYS_ITEM, text);
    const chain = new KeyChain(() => storage);
    expect(chain.all()).toEqual([]);
    chain.add(kept('BCDFGH', 'host'));
    expect(chain.all()).toHaveLength(1);
  });

  it('says so and keeps a key for the page where the storage is full', () => {
    const storage = new MapStorage();
    storage.full = true;
    const chain = new KeyChain(() => storage);
    expect(chain.add(kept('BCDFGH', 'host'))).toBe(false);
    expect(chain.of('BCDFGH')).toHaveLength(1);
  });

  it('works where the browser blocks its storage', () => {
    const chain = new KeyChain(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    expect(chain.all()).toEqual([]);
    chain.add(kept('BCDFGH', 'host'));
    expect(chain.all()).toHaveLength(1);
  });

  it('gives the same list until something changes, and tells of it', () => {
    const storage = new MapStorage();
    const chain = new KeyChain(() => storage);
    chain.add(kept('BCDFGH', 'host'));
    expect(chain.all()).toBe(chain.all());
    let calls = 0;
    const end = chain.subscribe(() => {
      calls += 1;
    });
    chain.forget('BCDFGH.person.host');
    end();
    chain.add(kept('KMNPQR', 'host'));
    expect(calls).toBe(1);
  });
});
