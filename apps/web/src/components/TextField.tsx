import { type ComponentProps, useId } from 'react';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with what was typed; null while nothing is. */
  readonly problem?: string | null | undefined;
}

/** A labelled line of text with a hint, or with what is wrong with it. */
export function TextField({ label, hint, problem, className = '', ...rest }: TextFieldProps) {
  const id = useId();
  const told = problem ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={told ? `${id}-told` : undefined}
        className="mt-1.5 min-h-12 w-full rounded-xl border border-line bg-surface px-3.5 aria-invalid:border-danger"
        {...rest}
      />
      {told && (
        <p
          id={`${id}-told`}
          role={problem ? 'alert' : undefined}
          className={`mt-1.5 text-sm ${problem ? 'text-danger' : 'text-muted'}`}
        >
          {told}
        </p>
      )}
    </div>
  );
}
