import { describe, expect, it } from 'vitest';
import { takesKey } from '../../../apps/web/src/timeline/page/takesKey.ts';

interface Made {
  readonly type?: string;
  readonly options?: readonly string[];
}

/** An element that is nothing but its name, which is a tag or an attribute in brackets. */
function made(name: string, { type, options = [] }: Made = {}): EventTarget {
  const element = {
    tagName: name.toUpperCase(),
    type,
    options: options.map((text) => ({ text })),
    closest: (selector: string) => (selector.split(', ').includes(name) ? element : null),
  };
  return element as unknown as EventTarget;
}

const taken = (target: EventTarget, keys: readonly string[]) =>
  keys.filter((key) => takesKey(target, key));
const KEYS = ['ArrowLeft', 'Home', ' ', 'Enter', 'm', '+', '-', '0', '[', 'Escape'];

describe('takesKey', () => {
  it('leaves nothing of a text field to the page', () => {
    for (const type of ['text', 'number', 'search']) {
      expect(taken(made('input', { type }), KEYS)).toEqual(KEYS);
    }
    expect(taken(made('textarea'), KEYS)).toEqual(KEYS);
  });

  it('leaves a choice the keys that choose, and no more', () => {
    expect(taken(made('input', { type: 'radio' }), KEYS)).toEqual(['ArrowLeft', ' ']);
    expect(taken(made('input', { type: 'checkbox' }), KEYS)).toEqual([' ']);
    expect(taken(made('input', { type: 'range' }), KEYS)).toEqual(['ArrowLeft', 'Home']);
    expect(taken(made('input', { type: 'file' }), KEYS)).toEqual([' ', 'Enter']);
  });

  it('leaves a list also what its options begin with', () => {
    const speeds = made('select', { options: ['0.25 ×', '1 ×'] });
    expect(taken(speeds, KEYS)).toEqual(['ArrowLeft', 'Home', ' ', 'Enter', '0', 'Escape']);
    expect(takesKey(made('select', { options: ['Mia', 'Pat'] }), 'm')).toBe(true);
  });

  it('leaves buttons and links Space and Enter, and what scrolls the arrows', () => {
    for (const name of ['button', 'a', 'summary']) {
      expect(taken(made(name), KEYS)).toEqual([' ', 'Enter']);
    }
    expect(taken(made('[data-scrolls]'), KEYS)).toEqual(['ArrowLeft']);
    expect(taken(made('section'), KEYS)).toEqual([]);
    expect(takesKey(null, 'm')).toBe(false);
  });
});
