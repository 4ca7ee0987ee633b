import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { runServer } from '../support/RunningServer.ts';
import { connectPublisher } from '../support/TestServer.ts';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

async function run(env: Record<string, string> = {}) {
  const server = await runServer(env);
  running.push(server.child);
  return server;
}

describe('the server process', () => {
  it('prints its address, and on SIGTERM tells its clients and exits cleanly (L1)', async () => {
    const server = await run();
    const client = await connectPublisher(await server.url());
    const told = new Promise((resolve) => client.socket.once('draining', resolve));
    const exited = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    await told;
    expect(await exited).toEqual([0, null]);
  });

  it('says which port is taken', async () => {
    const first = await run();
    const port = new URL(await first.url()).port;
    const second = await run({ EMOSTREAM_PORT: port });
    const [code] = await once(second.child, 'exit');
    expect(code).toBe(1);
    expect(second.output()).toContain(`Port ${port} is taken`);
  });

  it('says which setting cannot be used', async () => {
    const server = await run({ EMOSTREAM_PORT: 'high' });
    const [code] = await once(server.child, 'exit');
    expect(code).toBe(1);
    expect(server.output()).toContain('EMOSTREAM_PORT');
  });

  it('logs neither frames nor faces nor emotions', async () => {
    const server = await run({ EMOSTREAM_PORT: '0', EMOSTREAM_LOG_LEVEL: 'debug' });
    const client = await connectPublisher(await server.url());
    await client.send(1, Buffer.from('not a picture'));
    const exited = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    await exited;
    expect(server.output()).not.toMatch(
      /angry|disgust|happy|sad|surprise|probabilit|not a picture/i,
    );
  });
});
