/** What of an element says which keys it uses. */
type KeyTarget = Pick<Element, 'closest'>;

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
const JUMPS = ['Home', 'End', 'PageUp', 'PageDown'] as const;

/** Inputs that nothing is typed into, by type, with the keys that they use; every other key is free. */
const KEYS_OF_INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['radio', [...ARROWS, ' ']],
  ['checkbox', [' ']],
  ['range', [...ARROWS, ...JUMPS]],
  ['file', [' ', 'Enter']],
]);
const KEYS_OF_SELECTS: readonly string[] = [...ARROWS, ...JUMPS, ' ', 'Enter', 'Escape'];

/**
 * Whether what has the focus uses a key itself, so that it means nothing to the page: text fields take every
 * key, buttons and links Space and Enter, choices those that choose, what scrolls the arrows.
 */
export function takesKey(target: EventTarget | null, key: string): boolean {
  if (!isElement(target)) return false;
  const field = target.closest('input, select, textarea, video');
  if (field) return fieldTakes(field, key);
  if (key === ' ' || key === 'Enter') return target.closest('button, a, summary') !== null;
  return key.startsWith('Arrow') && target.closest('[data-scrolls]') !== null;
}

function fieldTakes(field: Element, key: string): boolean {
  if (field.tagName === 'SELECT') {
    return KEYS_OF_SELECTS.includes(key) || beginsAnOption(field as HTMLSelectElement, key);
  }
  if (field.tagName !== 'INPUT') return true;
  return KEYS_OF_INPUTS.get((field as HTMLInputElement).type)?.includes(key) ?? true;
}

/** Typing the beginning of an option chooses it. */
function beginsAnOption(select: HTMLSelectElement, key: string): boolean {
  const typed = key.toLowerCase();
  return [...select.options].some(({ text }) => text.trim().toLowerCase().startsWith(typed));
}

function isElement(target: EventTarget | null): target is EventTarget & KeyTarget {
  return target !== null && 'closest' in target;
}
