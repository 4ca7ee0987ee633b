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

/** An element by itself and what is around it, from the inside out. */
function inside(...around: { localName: string; type?: string }[]): EventTarget {
  const closest = (selector: string) =>
    around.find(({ localName }) => selector.split(', ').includes(localName)) ?? null;
  return { closest } as unknown as EventTarget;
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
    for (const localName of ['textarea', '[contenteditable]', 'dialog']) {
      expect(isMarkerKey(press({ target: inside({ localName }) }))).toBe(false);
    }
    for (const type of ['text', 'search', 'number', 'password']) {
      expect(isMarkerKey(press({ target: inside({ localName: 'input', type }) }))).toBe(false);
    }
    expect(isMarkerKey(press({ target: inside({ localName: 'button' }) }))).toBe(true);
  });

  it('is also for whoever has just chosen something', () => {
    for (const type of ['radio', 'checkbox', 'range']) {
      expect(isMarkerKey(press({ target: inside({ localName: 'input', type }) }))).toBe(true);
    }
    expect(isMarkerKey(press({ target: inside({ localName: 'select' }) }))).toBe(true);
    // A dialog keeps its keys to itself.
    const inDialog = [{ localName: 'input', type: 'checkbox' }, { localName: 'dialog' }];
    expect(isMarkerKey(press({ target: inside(...inDialog) }))).toBe(false);
  });
});
