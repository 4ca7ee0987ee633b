import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { connectPublisher } from '../support/TestServer.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function runServer(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/stream-server/src/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, EMOSTREAM_WORKERS: '1', ...env },
  });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output += text.toString();
    });
  }
  return { child, output: () => output };
}

async function urlOf({ output }: { output: () => string }): Promise<string> {
  await expect.poll(output, { timeout: 30_000 }).toMatch(/Emostream is at (\S+)/);
  return /Emostream is at (\S+)/.exec(output())?.[1] ?? '';
}

describe('the server process', () => {
  it('prints its address, and on SIGTERM tells its clients and exits cleanly (L1)', async () => {
    const server = runServer({ EMOSTREAM_PORT: '0' });
    const client = await connectPublisher(await urlOf(server));
    const told = new Promise((resolve) => client.socket.once('draining', resolve));
    const exited = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    await told;
    expect(await exited).toEqual([0, null]);
  });

  it('says which port is taken', async () => {
    const first = runServer({ EMOSTREAM_PORT: '0' });
    const port = new URL(await urlOf(first)).port;
    const second = runServer({ EMOSTREAM_PORT: port });
    const [code] = await once(second.child, 'exit');
    expect(code).toBe(1);
    expect(second.output()).toContain(`Port ${port} is taken`);
  });

  it('says which setting cannot be used', async () => {
    const server = runServer({ EMOSTREAM_PORT: 'high' });
    const [code] = await once(server.child, 'exit');
    expect(code).toBe(1);
    expect(server.output()).toContain('EMOSTREAM_PORT');
  });

  it('logs neither frames nor faces nor emotions', async () => {
    const server = runServer({ EMOSTREAM_PORT: '0', EMOSTREAM_LOG_LEVEL: 'debug' });
    const client = await connectPublisher(await urlOf(server));
    await client.send(1, Buffer.from('not a picture'));
    const exited = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    await exited;
    expect(server.output()).not.toMatch(
      /angry|disgust|happy|sad|surprise|probabilit|not a picture/i,
    );
  });
});
