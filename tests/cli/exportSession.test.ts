import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXPORT_FORMATS } from '@emostream/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseExportArguments } from '../../apps/cli/src/parseExportArguments.ts';

const COMMAND = fileURLToPath(new URL('../../apps/cli/src/exportSession.ts', import.meta.url));

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let url: string;
let folder: string;
let answer: Answer;
const requests: IncomingMessage[] = [];
const server = createServer((request, response) => {
  requests.push(request);
  answer(request, response);
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'emostream-cli-'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  requests.length = 0;
  answer = (_, response) => response.end('a file\n');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the real command, as `npm run export-session` does. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text: Buffer) => {
      output[name] += text.toString();
    });
  }
  const [status] = await once(child, 'close');
  return { status, ...output };
}

const needed = () => ['--url', `${url}/live/BCDFGH`, '--code', 'bcdfgh', '--key', 'k.e-y'];

describe('npm run export-session', () => {
  it('asks for what was named, with the key, and writes the answer to standard output', async () => {
    const limits = ['--participant', 'a b', '--from', '1000', '--to', '2000.5'];
    const { status, stdout, stderr } = await run(
      ...[...needed(), '--format', 'fer', ...limits, '--values', 'smoothed'],
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'a file\n', stderr: '' });
    const asked = new URL(requests[0]?.url ?? '', url);
    expect(asked.pathname).toBe('/api/sessions/BCDFGH/export');
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      format: 'fer',
      participant: 'a b',
      from: '1000',
      to: '2000.5',
      values: 'smoothed',
    });
    expect(requests[0]?.headers.authorization).toBe('Bearer k.e-y');
  });

  it('writes large binary files byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (at * 31) % 256));
    answer = (_, response) => response.end(bytes);
    const file = path.join(folder, 'whole.parquet');
    await writeFile(file, 'what was there before');
    const { status } = await run(...needed(), '--format', 'parquet', '--out', file);
    expect(status).toBe(0);
    expect((await readFile(file)).equals(bytes)).toBe(true);
    expect(new URL(requests[0]?.url ?? '', url).search).toBe('?format=parquet');
  });

  it('leaves no half file, and what was there, where the connection breaks', async () => {
    answer = (_, response) => {
      response.write('half');
      setTimeout(() => response.destroy(), 50);
    };
    const file = path.join(folder, 'half.csv');
    await writeFile(file, 'what was there before');
    const { status, stderr } = await run(...needed(), '--format', 'csv', '--out', file);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: the export ended before it was whole: /);
    expect(await readFile(file, 'utf8')).toBe('what was there before');
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('says why the server refuses, and ends with 1', async () => {
    answer = (_, response) => {
      const problem = { reason: 'session_not_found', message: 'No such session.' };
      response.writeHead(404, { 'Content-Type': 'application/json' }).end(JSON.stringify(problem));
    };
    const file = path.join(folder, 'refused.csv');
    const { status, stdout, stderr } = await run(...needed(), '--format', 'csv', '--out', file);
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'error: No such session.\n',
    });
    expect(await readdir(folder)).not.toContain('refused.csv');
  });

  it('says that a server cannot be reached, or a file not written', async () => {
    const closed = await run(
      '--url',
      'http://127.0.0.1:9',
      ...needed().slice(2),
      '--format',
      'csv',
    );
    expect(closed.status).toBe(1);
    expect(closed.stderr).toMatch(/^error: http:\/\/127.0.0.1:9 cannot be reached/);
    const nowhere = path.join(folder, 'no/such/folder.csv');
    const unwritable = await run(...needed(), '--format', 'csv', '--out', nowhere);
    expect(unwritable.status).toBe(1);
    expect(unwritable.stderr).toContain(`error: --out ${nowhere}: ENOENT`);
  });

  it('ends with 2 and shows how it is used where it does not understand', async () => {
    const { status, stdout, stderr } = await run(...needed(), '--format', 'xls');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: --format must be one of csv, jsonl, /);
    expect(stderr).toContain('npm run export-session');
    const help = await run('--help');
    expect([help.status, help.stderr]).toEqual([0, '']);
    for (const format of EXPORT_FORMATS) expect(help.stdout).toContain(format);
    expect(requests).toEqual([]);
  });
});

describe('parseExportArguments', () => {
  const args = ['--url', 'http://a', '--code', 'BCDFGH', '--key', 'k', '--format', 'csv'];

  it.each([
    ['--url', 'nowhere', '--url must be'],
    ['--code', 'ABC', '--code must be'],
    ['--key', '', '--key is missing'],
    ['--from', 'noon', '--from must be a time'],
    ['--to', '', '--to must be a time'],
    ['--values', 'all', '--values must be one of raw, smoothed, adjusted'],
    ['--formats', 'csv', "Unknown option '--formats'"],
  ])('refuses %s %s', (flag, value, reason) => {
    expect(() => parseExportArguments([...args, flag, value])).toThrow(reason);
  });

  it('needs no more than a server, a session, a key and a format', () => {
    expect(parseExportArguments(args)).toEqual({
      url: 'http://a',
      code: 'BCDFGH',
      key: 'k',
      format: 'csv',
      participantId: null,
      fromMs: null,
      toMs: null,
      values: null,
      outFile: null,
    });
  });
});
