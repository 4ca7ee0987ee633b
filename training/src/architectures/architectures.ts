import type { Architecture } from './Architecture.ts';
import { compact } from './compact.ts';
import { sequential } from './sequential.ts';

/** All architectures by name. */
export const ARCHITECTURES: Readonly<Record<string, Architecture>> = { compact, sequential };

/** Looks an architecture up. @throws Error listing the names there are. */
export function architectureByName(name: string): Architecture {
  const architecture = Object.hasOwn(ARCHITECTURES, name) ? ARCHITECTURES[name] : undefined;
  if (!architecture) {
    throw new Error(
      `unknown architecture ${name}; there are ${Object.keys(ARCHITECTURES).join(', ')}`,
    );
  }
  return architecture;
}
