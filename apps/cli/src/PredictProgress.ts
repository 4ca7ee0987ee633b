import cliProgress from 'cli-progress';

/** From so many pictures on progress is shown. */
const MANY = 5;

/** A progress bar on stderr, for many pictures and where someone watches a terminal. */
export class PredictProgress {
  readonly #bar: cliProgress.SingleBar | null = null;

  /** @param total number of pictures */
  constructor(total: number) {
    if (total < MANY || !process.stderr.isTTY) return;
    this.#bar = new cliProgress.SingleBar({
      stream: process.stderr,
      format: '{bar} {value}/{total} pictures, {eta_formatted} left',
      hideCursor: true,
      clearOnComplete: true,
    });
    this.#bar.start(total, 0);
  }

  /** Writes a line without leaving remains of the bar in it. */
  print(line: string, stream: NodeJS.WriteStream): void {
    if (this.#bar) process.stderr.write('\r\x1b[K');
    stream.write(`${line}\n`);
  }

  advance(): void {
    this.#bar?.increment();
  }

  stop(): void {
    this.#bar?.stop();
  }
}
