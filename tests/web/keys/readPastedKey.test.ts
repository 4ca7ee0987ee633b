import { describe, expect, it } from 'vitest';
import { readPastedKey } from '../../../apps/web/src/keys/readPastedKey.ts';

describe('readPastedKey', () => {
  it('reads the session from a key', () => {
    expect(readPastedKey('BCDFGH.someone.secret_-1')).toEqual({
      kind: 'key',
      code: 'BCDFGH',
      key: 'BCDFGH.someone.secret_-1',
    });
  });

  it('overlooks the spaces and line breaks that copying adds', () => {
    expect(readPastedKey(' BCDFGH.some\none.secret \n')).toMatchObject({
      key: 'BCDFGH.someone.secret',
    });
  });

  it('takes the code in small letters too', () => {
    expect(readPastedKey('bcdfgh.someone.Secret')).toMatchObject({ key: 'BCDFGH.someone.Secret' });
  });

  it.each(['a-long-admin-token', 'with.dots.in.it', '.starts'])(
    'takes %s for an admin token',
    (token) => {
      expect(readPastedKey(token)).toEqual({ kind: 'admin', token });
    },
  );

  it('finds nothing in nothing', () => {
    expect(readPastedKey('  \n')).toBeNull();
  });
});
