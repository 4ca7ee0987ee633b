import { spawnSync } from 'node:child_process';

/** The interpreter that runs the PyTorch twin. */
export const PYTHON = process.env.EMOSTREAM_PYTHON ?? 'python3';

/** Why PyTorch cannot train here, or null where it can. */
export function torchProblem(): string | null {
  const { status, error, stderr } = spawnSync(PYTHON, ['-c', 'import torch'], { encoding: 'utf8' });
  if (error) return `${PYTHON} cannot be started: ${error.message}`;
  if (status === 0) return null;
  return `${PYTHON}: ${stderr.trim().split('\n').at(-1)}`;
}
