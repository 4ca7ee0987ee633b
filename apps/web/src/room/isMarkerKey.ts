const TYPED_INTO = 'input, textarea, select, [contenteditable], dialog';

/** Whether a key press asks for a marker: the letter M alone, and not while something is typed. */
export function isMarkerKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'target'>,
): boolean {
  if (event.key.toLowerCase() !== 'm' || event.repeat) return false;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const target = event.target as Partial<Element> | null;
  return !target?.closest?.(TYPED_INTO);
}
