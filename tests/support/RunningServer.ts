import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { createDataDir } from './TestServer.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A server in a process of its own, as `npm start` runs it. */
export interface RunningServer {
  readonly child: ChildProcess;
  readonly dataDir: string;
  /** What it has said so far. */
  output(): string;
  /** Waits until it takes frames. */
  url(): Promise<string>;
}

/** Starts one with a data folder of its own; the test ends it. */
export async function runServer(
  env: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<RunningServer> {
  const dataDir = env.EMOSTREAM_DATA_DIR ?? (await createDataDir());
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'apps/stream-server/src/main.ts', ...args],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        EMOSTREAM_WORKERS: '1',
        EMOSTREAM_PORT: '0',
        EMOSTREAM_DATA_DIR: dataDir,
        ...env,
      },
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      output += text.toString();
    });
  }
  return {
    child,
    dataDir,
    output: () => output,
    async url() {
      await expect.poll(() => output, { timeout: 30_000 }).toMatch(/Emostream is at (\S+)/);
      return /Emostream is at (\S+)/.exec(output)?.[1] ?? '';
    },
  };
}
