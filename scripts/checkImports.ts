// `npm run check:imports`: imports run one way, as ARCHITECTURE.md says.
import { fileURLToPath } from 'node:url';
import { findWrongImports } from './importDirection.ts';

const wrong = findWrongImports(fileURLToPath(new URL('..', import.meta.url)));
for (const sentence of wrong) process.stderr.write(`${sentence}\n`);
if (wrong.length > 0) process.exit(1);
process.stdout.write('Imports run one way.\n');
