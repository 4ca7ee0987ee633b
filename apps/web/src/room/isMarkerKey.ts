const TYPED_INTO = 'textarea, [contenteditable], dialog';
/** The kinds of input that take no text. */
const CHOSEN = ['radio', 'checkbox', 'range', 'button', 'submit', 'reset', 'file', 'color'];

/** Whether a key press asks for a marker: the letter M alone, and not while something is typed. */
export function isMarkerKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'target'>,
): boolean {
  if (event.key.toLowerCase() !== 'm' || event.repeat) return false;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const target = event.target as Partial<Element> | null;
  if (target?.closest?.(TYPED_INTO)) return false;
  const input = target?.closest?.('input');
  return !input || CHOSEN.includes(input.type);
}
