import { DatasetError } from '../dataset/DatasetError.ts';
import { CheckpointError } from '../training/CheckpointError.ts';
import { CommandError } from './CommandError.ts';

/**
 * Runs a command's main function and turns its end into an exit status. Errors meant for the user are one
 * line on stderr; anything else is a defect and keeps its stack.
 */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const expected =
      error instanceof CommandError ||
      error instanceof DatasetError ||
      error instanceof CheckpointError ||
      (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
    console.error(expected ? `error: ${(error as Error).message}` : error);
    process.exitCode = 1;
  }
}
