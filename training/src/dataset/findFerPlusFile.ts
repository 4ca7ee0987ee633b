import { existsSync } from 'node:fs';
import path from 'node:path';

/** The vote file's name in the FER+ repository. */
const NAME = 'fer2013new.csv';

/** The FER+ vote file in a dataset's folder or beside it, or null. */
export function findFerPlusFile(source: string): string | null {
  const places = [path.join(source, NAME), path.join(path.dirname(path.resolve(source)), NAME)];
  return places.find((file) => existsSync(file)) ?? null;
}
