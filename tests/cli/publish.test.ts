import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mjpegOf, movingFaceClip } from '../support/MovingFaceClip.ts';
import { connectPublisher, startTestServer, type TestClient } from '../support/TestServer.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FRAMES = 12;

let server: Awaited<ReturnType<typeof startTestServer>>;
let host: Awaited<ReturnType<typeof connectPublisher>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'emostream-publish-'));
  server = await startTestServer();
  host = await connectPublisher(server.url);
  const clip = await movingFaceClip(FRAMES);
  await writeFile(path.join(folder, 'clip.mjpeg'), mjpegOf(clip));
  await mkdir(path.join(folder, 'frames'));
  for (const [index, { jpeg }] of clip.entries()) {
    await writeFile(path.join(folder, 'frames', `${index}.jpg`), jpeg);
  }
  await mkdir(path.join(folder, 'empty'));
});
afterAll(async () => {
  host.socket.disconnect();
  await server.drain();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function publish(...args: string[]): Promise<Ended> {
  const command = ['--import', 'tsx', 'apps/cli/src/publish.ts', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) => {
      const code = error ? Number((error as { code?: number }).code) : 0;
      resolve({ code, stdout, stderr });
    });
  });
}

const target = () => ['--url', server.url, '--code', host.seat.sessionCode];
const input = (name: string) => ['--input', path.join(folder, name)];
const seenBy = (client: TestClient, since: number) =>
  client.relayed.slice(since).map(({ result }) => result);

describe('npm run publish', () => {
  it.each(['frames', 'clip.mjpeg'])('streams %s into a session as a participant', async (name) => {
    const before = host.relayed.length;
    const ended = await publish(
      ...target(),
      ...input(name),
      ...['--consent', '--json', '--fps', '5', '--name', 'Camera 2'],
    );
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const counts = JSON.parse(ended.stdout) as Record<string, number>;
    expect(counts).toMatchObject({ rejected: 0, dropped: 0 });
    expect((counts.analyzed ?? 0) + (counts.skipped ?? 0)).toBe(FRAMES);
    expect(counts.analyzed).toBeGreaterThan(FRAMES / 2);
    expect(counts.faces).toBeGreaterThan(FRAMES / 3);
    const seen = seenBy(host, before);
    expect(seen.length).toBeGreaterThan(0);
    const members = host.rosters.flatMap((roster) => roster.members.map((member) => member.name));
    expect(members).toContain('Camera 2');
  });

  it('repeats its input for as long as it is told', async () => {
    const ended = await publish(
      ...target(),
      ...input('frames'),
      ...['--consent', '--json', '--fps', '10', '--seconds', '2.5'],
    );
    const counts = JSON.parse(ended.stdout) as Record<string, number>;
    expect((counts.frames ?? 0) + (counts.skipped ?? 0)).toBeGreaterThan(1.5 * FRAMES);
  });

  it.each([
    ['without consent', [], 2, '--consent is missing'],
    ['with a code that is none', ['--consent', '--code', 'abc'], 2, '--code'],
    ['with a rate that is none', ['--consent', '--fps', '0'], 2, '--fps'],
    ['with another flag', ['--consent', '--force'], 2, '--force'],
    ['into a session that is not there', ['--consent', '--code', 'BBBBBB'], 1, 'no such session'],
    ['from a folder without pictures', ['--consent', '--input', 'EMPTY'], 1, 'no JPEG'],
    ['from a file that is not there', ['--consent', '--input', 'gone.mjpeg'], 1, 'no such file'],
    ['from a file that is no video', ['--consent', '--input', 'package.json'], 1, 'package.json'],
    ['to a server that is not there', ['--consent', '--url', 'http://127.0.0.1:9'], 1, 'reached'],
  ] as const)('says what is wrong %s', async (_case, args, code, words) => {
    const given = args.map((arg) => (arg === 'EMPTY' ? path.join(folder, 'empty') : arg));
    const ended = await publish(...target(), ...input('frames'), ...given);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(words);
  });
});
