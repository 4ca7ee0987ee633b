import { SingleBar } from 'cli-progress';
import { percent } from '../evaluation/percent.ts';
import type { HistoryRow } from '../training/checkpoint.ts';
import type { TrainingProgress } from '../training/runTraining.ts';

/** Prints a bar for the epoch under way (on a terminal) and a line for each epoch, with the time left. */
export class TrainingReporter implements TrainingProgress {
  readonly #epochs: number;
  readonly #isTerminal = process.stdout.isTTY === true;
  #bar: SingleBar | null = null;

  constructor(epochs: number) {
    this.#epochs = epochs;
  }

  onStep(epoch: number, step: number, steps: number): void {
    if (!this.#isTerminal) return;
    if (!this.#bar) {
      this.#bar = new SingleBar({
        format: `epoch ${epoch}/${this.#epochs} {bar} {value}/{total} steps, {eta_formatted} left`,
        clearOnComplete: true,
      });
      this.#bar.start(steps, 0);
    }
    this.#bar.update(step);
  }

  onEpoch(row: HistoryRow, isBest: boolean): void {
    this.stop();
    const secondsLeft = row.seconds * (this.#epochs - row.epoch);
    console.log(
      `epoch ${row.epoch}/${this.#epochs}  loss ${row.trainLoss.toFixed(4)}  ` +
        `train ${percent(row.trainAccuracy)}  validation ${percent(row.validationAccuracy)} ` +
        `(loss ${row.validationLoss.toFixed(4)})${isBest ? ' best' : ''}  lr ${row.lr.toPrecision(3)}  ` +
        `${row.seconds.toFixed(0)} s, ${Math.ceil(secondsLeft / 60)} min left`,
    );
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = null;
  }
}
