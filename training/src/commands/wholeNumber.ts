import { CommandError } from './CommandError.ts';

/** The value of a flag that takes a whole number above zero. @throws CommandError for any other */
export function wholeNumber<T extends string>(
  flag: T,
  values: Readonly<Record<T, string>>,
): number {
  const number = Number(values[flag]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new CommandError(`--${flag} ${values[flag]}: give a whole number above zero`);
}
