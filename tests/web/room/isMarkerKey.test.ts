import { describe, expect, it } from 'vitest';
import { isMarkerKey } from '../../../apps/web/src/room/isMarkerKey.ts';

function press(change: Partial<Parameters<typeof isMarkerKey>[0]> = {}) {
  return {
    key: 'm',
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    repeat: false,
    target: null,
    ...change,
  };
}

describe('isMarkerKey', () => {
  it('is the letter alone', () => {
    expect(isMarkerKey(press())).toBe(true);
    expect(isMarkerKey(press({ key: 'M' }))).toBe(true);
    expect(isMarkerKey(press({ key: 'n' }))).toBe(false);
    expect(isMarkerKey(press({ ctrlKey: true }))).toBe(false);
    expect(isMarkerKey(press({ metaKey: true }))).toBe(false);
    expect(isMarkerKey(press({ repeat: true }))).toBe(false);
  });

  it('is not for whoever types', () => {
    const typing = { closest: () => ({}) } as unknown as EventTarget;
    const elsewhere = { closest: () => null } as unknown as EventTarget;
    expect(isMarkerKey(press({ target: typing }))).toBe(false);
    expect(isMarkerKey(press({ target: elsewhere }))).toBe(true);
  });
});
