import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SKIPPED = new Set(['out', '.next', 'node_modules', 'next-env.d.ts']);

/**
 * What something is built from, as one hash: of files and folders of the repository, by their paths in it.
 *
 * @param {readonly string[]} sources
 * @returns {string}
 */
export function sourceHash(sources) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ file) => {
    if (SKIPPED.has(path.basename(file)) || file.endsWith('.tsbuildinfo')) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(path.join(file, name));
    } else {
      hash.update(path.relative(ROOT, file)).update(readFileSync(file));
    }
  };
  for (const source of sources) add(path.join(ROOT, source));
  return hash.digest('hex');
}

/** @type {Record<'pages' | 'server', { out: string, sources: readonly string[] }>} */
export const BUILDS = {
  pages: {
    out: 'apps/web/out',
    sources: ['apps/web', 'packages/protocol', 'package-lock.json'],
  },
  server: {
    out: 'apps/stream-server/out',
    sources: [
      'apps/stream-server/src',
      'apps/stream-server/package.json',
      'packages/protocol/src',
      'packages/classifier/src',
      'packages/vision/src',
      'scripts/buildServer.ts',
      'package-lock.json',
    ],
  },
};

/**
 * Where a build notes what it was made from.
 *
 * @param {'pages' | 'server'} name
 * @returns {string}
 */
export function stampOf(name) {
  return path.join(ROOT, BUILDS[name].out, '.sources');
}

/**
 * Whether it was built from just these sources.
 *
 * @param {'pages' | 'server'} name
 * @returns {boolean}
 */
export function isBuilt(name) {
  const stamp = stampOf(name);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(BUILDS[name].sources);
}
