// `npm test`: pages built, Chromium found, then every test. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { buildPages } from './buildPages.ts';
import { findChromium } from './findChromium.ts';

function chromiumOrExit(): string {
  try {
    return findChromium();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

const chromiumPath = chromiumOrExit();
buildPages();
const vitest = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: chromiumPath } },
);
process.exit(vitest.status ?? 1);
