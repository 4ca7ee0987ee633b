import type { ComponentProps } from 'react';

type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-xl px-3.5 min-h-11 text-[0.95rem] font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50';

const KINDS: Readonly<Record<ButtonKind, string>> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary:
    'border border-line bg-surface text-text hover:bg-raised aria-pressed:border-accent/50 aria-pressed:bg-accent-soft',
  quiet: 'text-muted hover:bg-raised hover:text-text',
  danger: 'border border-line bg-surface text-danger hover:bg-danger-soft',
};

/** The classes of a button, also for links that look like one. */
export function buttonClass(kind: ButtonKind): string {
  return `${BASE} ${KINDS[kind]}`;
}

interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: ButtonKind;
}

export function Button({ kind = 'secondary', className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`${buttonClass(kind)} ${className}`} {...rest} />;
}
