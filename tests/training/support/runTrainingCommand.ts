import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** How a command ended and what it printed. */
export interface CommandOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs one of training's commands by `npm run`, in a group of processes of its own.
 *
 * @param interruptAfter text in the output upon which the whole group gets SIGINT, as a terminal's
 *   Ctrl-C does it
 */
export async function runTrainingCommand(
  script: 'train' | 'evaluate' | 'evaluate-crops' | 'evaluate-served' | 'export',
  args: readonly string[],
  interruptAfter?: string,
): Promise<CommandOutcome> {
  const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
    cwd: ROOT,
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  let interrupted = false;
  child.stdout.on('data', (text) => {
    stdout += text;
    if (interrupted || interruptAfter === undefined || !stdout.includes(interruptAfter)) return;
    interrupted = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    // npm ends itself by the signal that its script got; a shell calls that 128 + 2.
    child.on('close', (code, signal) => resolve(signal === 'SIGINT' ? 130 : code));
    child.on('error', reject);
  });
  return { status, stdout, stderr };
}
