import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const START_TIMEOUT_MS = 60_000;
/** One that does not end by itself within this is killed. */
const STOP_TIMEOUT_MS = 20_000;

/** A server in a process of its own, on a free port. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /**
   * Starts one and waits until it takes frames.
   *
   * @param signal stops it before that
   * @throws Error with what it said instead
   */
  static async start(
    env: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<ServerProcess> {
    const child = spawn(process.execPath, ['scripts/serve.mjs'], {
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
      signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
      child.once('exit', () => reject(new Error(complaint.trim() || 'the server ended at once')));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [, found] = line.match(/Emostream is at (\S+)/) ?? [];
        if (!found) return;
        clearTimeout(timer);
        resolve(found);
      });
    }).catch(async (error: Error) => {
      await end(child, 'SIGKILL');
      throw error;
    });
    return new ServerProcess(child, url);
  }

  /** Stops it as a signal would, and waits for its end. */
  stop(): Promise<void> {
    return end(this.#child, 'SIGTERM');
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}
