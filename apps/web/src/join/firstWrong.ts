/**
 * What to go to in a form that cannot be sent: its first wrong field, or in a wrong group of choices the one
 * that is chosen. Asked once the page shows what is wrong.
 */
export function firstWrong(form: HTMLFormElement | null): HTMLElement | null {
  const wrong = form?.querySelector<HTMLElement>(
    '[aria-invalid="true"], fieldset[aria-describedby]',
  );
  if (!wrong?.matches('fieldset')) return wrong ?? null;
  return wrong.querySelector<HTMLElement>('input:checked') ?? wrong.querySelector('input');
}
