// Serves everything from this process; what is named and has changed is built before. Plain JavaScript, as
// a loader for TypeScript would take longer to start than the server itself.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './builds.mjs';

/**
 * @param {readonly ('pages' | 'server')[]} names
 */
export async function serveBuilt(names) {
  const stale = names.filter((name) => !isBuilt(name));
  if (stale.length > 0) {
    const build = fileURLToPath(new URL('./build.ts', import.meta.url));
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', build, ...stale], {
      stdio: 'inherit',
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  await import('../apps/stream-server/out/main.mjs');
}
