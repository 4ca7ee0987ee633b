/**
 * Gives the focus to an element where it has fallen to the page, as it does when what had it is taken away.
 * The page is not scrolled for it.
 */
export function restoreFocus(element: HTMLElement | null | undefined): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  element?.focus({ preventScroll: true });
}
