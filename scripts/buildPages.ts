import { spawnSync } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = path.join(ROOT, 'apps/web/out/.sources');
const SOURCES = ['apps/web', 'packages/protocol', 'package-lock.json'];
const SKIPPED = new Set(['out', '.next', 'node_modules', 'next-env.d.ts']);

/** Exports the pages to `apps/web/out`, unless they were exported from just these sources before. */
export function buildPages(): void {
  const sources = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  process.stdout.write('Building the pages (once for each change to them) …\n');
  const build = spawnSync('npm', ['run', 'build', '--silent'], {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}${build.stderr}\nThe pages could not be built.\n`);
    process.exit(1);
  }
  writeFileSync(STAMP, sources);
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) addToHash(hash, path.join(ROOT, source));
  return hash.digest('hex');
}

function addToHash(hash: Hash, file: string): void {
  if (SKIPPED.has(path.basename(file)) || file.endsWith('.tsbuildinfo')) return;
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) addToHash(hash, path.join(file, name));
  } else {
    hash.update(path.relative(ROOT, file)).update(readFileSync(file));
  }
}
