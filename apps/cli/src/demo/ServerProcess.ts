import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const START_TIMEOUT_MS = 60_000;

/** A server in a process of its own, on a free port. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts one and waits until it takes frames. @throws Error with what it said instead */
  static async start(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'apps/stream-server/src/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, EMOSTREAM_PORT: '0', EMOSTREAM_LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => {
      complaint = (complaint + text.toString()).slice(-2000);
    });
    const url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('the server does not start')),
        START_TIMEOUT_MS,
      );
      child.once('exit', () => reject(new Error(complaint.trim() || 'the server ended at once')));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [, found] = line.match(/Emostream is at (\S+)/) ?? [];
        if (!found) return;
        clearTimeout(timer);
        resolve(found);
      });
    }).catch((error: Error) => {
      child.kill('SIGKILL');
      throw error;
    });
    return new ServerProcess(child, url);
  }

  /** Stops it as a signal would, and waits for its end. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await exited;
  }
}
