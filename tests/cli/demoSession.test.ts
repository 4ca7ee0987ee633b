import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EXPORT_FORMATS, sessionDetailsSchema } from '@emostream/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAnsweringServer } from '../support/startAnsweringServer.ts';
import { callApi } from '../support/TestServer.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('npm run demo-session shows a whole session without a camera', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...['--import', 'tsx', 'apps/cli/src/demoSession.ts'],
      ...['--seconds', '3', '--publishers', '2', '--json'],
    ],
    { cwd: ROOT },
  );
  const report = JSON.parse(stdout) as {
    frames: number;
    analyzed: number;
    dropped: number;
    rows: number;
    lostRows: number;
    exports: Record<string, number>;
    deletedRows: number;
  };
  expect(report.analyzed).toBeGreaterThan(3);
  expect(report.frames).toBeGreaterThanOrEqual(report.analyzed + report.dropped);
  expect(report).toMatchObject({ rows: report.analyzed, lostRows: 0 });
  expect(Object.keys(report.exports)).toEqual([...EXPORT_FORMATS]);
  for (const bytes of Object.values(report.exports)) expect(bytes).toBeGreaterThan(200);
  expect(report.deletedRows).toBeGreaterThan(0);
  expect(report.deletedRows).toBeLessThan(report.rows);
});

/** Where the commands put what they need for a while, so that what they leave there shows. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'emostream-demo-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(env: Record<string, string>, ...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'apps/cli/src/demoSession.ts', ...args],
    {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text: Buffer) => {
      output[name] += text.toString();
    });
  }
  return { child, output, closed: once(child, 'close') };
}

/** Processes that were started with this folder for what they need for a while. */
async function processesHere(): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
      return environment.includes(`TMPDIR=${folder}`) ? [id] : [];
    }),
  );
  return found.flat();
}

it.skipIf(process.platform !== 'linux').each([
  ['SIGTERM', 'Starting a server', 143],
  ['SIGINT', 'participants', 130],
] as const)(
  'leaves no server and no folder behind at %s after "%s"',
  async (signal, words, code) => {
    const { child, output, closed } = start({}, '--seconds', '60');
    await expect.poll(() => output.stderr, { timeout: 40_000 }).toContain(words);
    expect(
      (await readdir(folder)).filter((name) => name.startsWith('emostream-demo-')),
    ).toHaveLength(1);
    child.kill(signal);
    expect(await closed).toEqual([code, null]);
    expect((await readdir(folder)).filter((name) => name.startsWith('emostream-demo-'))).toEqual(
      [],
    );
    expect(await processesHere()).toEqual([]);
  },
);

it('with --keep leaves a session that has ended, and says its key beside JSON too', async () => {
  const dataDir = path.join(folder, 'data');
  const env = { EMOSTREAM_DATA_DIR: dataDir };
  const { output, closed } = start(env, '--seconds', '2', '--publishers', '1', '--keep', '--json');
  expect(await closed).toEqual([0, null]);
  expect(JSON.parse(output.stdout)).toMatchObject({ lostRows: 0, deletedRows: 0 });
  const [key = '', code = ''] = /^([A-Z]{6})\.\S+$/m.exec(output.stderr) ?? [];
  const server = await startAnsweringServer(env);
  const details = await callApi(`${server.url}/api/sessions/${code}`, 'GET', undefined, key);
  const { endedAtMs, frameCount } = sessionDetailsSchema.parse(await details.json());
  await server.drain();
  expect(endedAtMs).not.toBeNull();
  expect(frameCount).toBe(JSON.parse(output.stdout).rows);
});
