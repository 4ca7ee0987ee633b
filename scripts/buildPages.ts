import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BUILDS, isBuilt, sourceHash, stampOf } from './builds.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Exports the pages to `apps/web/out`, unless they were exported from just these sources before. */
export function buildPages(): void {
  if (isBuilt('pages')) return;
  const sources = sourceHash(BUILDS.pages.sources);
  process.stdout.write('Building the pages (once for each change to them) …\n');
  const build = spawnSync('npm', ['run', 'build', '--silent', '--workspace', '@emostream/web'], {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}${build.stderr}\nThe pages could not be built.\n`);
    process.exit(1);
  }
  writeFileSync(stampOf('pages'), sources);
}
