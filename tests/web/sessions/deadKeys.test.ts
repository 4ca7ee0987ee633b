import { describe, expect, it } from 'vitest';
import type { KeptKey } from '../../../apps/web/src/keys/KeyChain.ts';
import { deadKeys } from '../../../apps/web/src/sessions/deadKeys.ts';

const made = (key: string): KeptKey => ({
  code: 'BCDFGH',
  key,
  role: 'participant',
  title: 'Made',
  addedAtMs: 0,
});

describe('deadKeys', () => {
  const kept = [made('BCDFGH.one'), made('BCDFGH.two')];

  it('is the key that opened nothing, and leaves others that may open something', () => {
    expect(deadKeys(kept, 'BCDFGH.two')).toEqual([kept[1]]);
    expect(deadKeys(kept, 'BCDFGH.three')).toEqual([]);
  });

  it('is every key where even the admin finds no session', () => {
    expect(deadKeys(kept, 'a token')).toEqual(kept);
    expect(deadKeys([], 'a token')).toEqual([]);
  });
});
