import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const packageFolder = (name: string) => path.dirname(require.resolve(`${name}/package.json`));

/** The path of a demo photo of `@vladmandic/face-api`, sample1 … sample6: groups of people. */
export function samplePhoto(index: 1 | 2 | 3 | 4 | 5 | 6): string {
  return path.join(packageFolder('@vladmandic/face-api'), 'demo', `sample${index}.jpg`);
}
