import type { ReactNode } from 'react';

interface SegmentedProps<Choice extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly choices: readonly {
    readonly value: Choice;
    readonly label: ReactNode;
    readonly title?: string;
  }[];
  readonly value: Choice;
  readonly onChange: (value: Choice) => void;
}

/** One of a few, all in sight: radio buttons that look like a switch. */
export function Segmented<Choice extends string>(props: SegmentedProps<Choice>) {
  const { label, choices, value, onChange } = props;
  return (
    <fieldset className="flex min-w-0 rounded-xl border border-line bg-raised p-1">
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          title={choice.title}
          className="relative flex min-h-9 cursor-pointer items-center rounded-lg px-3 text-[0.9rem] font-medium text-muted select-none hover:text-text has-checked:bg-surface has-checked:font-semibold has-checked:text-text has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
