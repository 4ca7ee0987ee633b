import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMMANDS = fileURLToPath(new URL('../../../training/src/commands/', import.meta.url));

/** How a command ended and what it printed. */
export interface CommandOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs one of training's commands as `npm run` would, in a process of its own.
 *
 * @param interruptAfter text in the output upon which the command gets Ctrl-C
 */
export async function runTrainingCommand(
  name: 'train' | 'evaluate' | 'evaluateCrops' | 'export',
  args: readonly string[],
  interruptAfter?: string,
): Promise<CommandOutcome> {
  const child = spawn(process.execPath, ['--import', 'tsx', `${COMMANDS}${name}.ts`, ...args]);
  let stdout = '';
  let stderr = '';
  let interrupted = false;
  child.stdout.on('data', (text) => {
    stdout += text;
    if (interrupted || interruptAfter === undefined || !stdout.includes(interruptAfter)) return;
    interrupted = true;
    child.kill('SIGINT');
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  return { status, stdout, stderr };
}
