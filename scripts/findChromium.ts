import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const CANDIDATES = [
  DEBIAN_CHROMIUM,
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds a Chromium for the browser tests: `CHROMIUM_PATH`, one that is installed, Playwright's own, or
 * a fresh Debian package where this process may install one.
 *
 * @returns the path of its executable.
 * @throws Error saying what to install where there is none to be had.
 */
export function findChromium(): string {
  const found = findInstalled();
  if (found) return found;
  process.stdout.write('No Chromium found; installing one for the browser tests …\n');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installDebianPackage();
  else installPlaywrightBrowser();
  const installed = findInstalled();
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}

function findInstalled(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  return [...CANDIDATES, chromium.executablePath()].find((file) => existsSync(file)) ?? null;
}

function installDebianPackage(): void {
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
}

function installPlaywrightBrowser(): void {
  run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
