import { UsageError } from './UsageError.ts';

/**
 * Runs a command with this process's arguments and sets the exit status: 1 where it failed, 2 where it
 * could not be understood, with the reason on standard error.
 *
 * @param command returns the exit status
 */
export async function runCommand(
  usage: string,
  command: (args: readonly string[]) => Promise<number>,
): Promise<void> {
  // Whoever reads the output has seen enough, as `head` does: no error, and nothing left to do.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  try {
    process.exitCode = await command(args);
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    process.exitCode = 1;
    if (!(error instanceof UsageError)) return;
    process.stderr.write(`\n${usage}`);
    process.exitCode = 2;
  }
}
