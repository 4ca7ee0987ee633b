import { CommandError } from './CommandError.ts';

/** The value of a flag that takes one of several names. @throws CommandError for any other */
export function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new CommandError(`--${flag} ${value}: use ${allowed.join(', ')}`);
  return found;
}
