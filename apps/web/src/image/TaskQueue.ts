type Task = () => Promise<void>;

/** Runs tasks in their order, a few at a time. A task handles its own errors. */
export class TaskQueue {
  readonly #atOnce: number;
  readonly #waiting: Task[] = [];
  #running = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  add(task: Task): void {
    this.#waiting.push(task);
    this.#next();
  }

  #next(): void {
    if (this.#running >= this.#atOnce) return;
    const task = this.#waiting.shift();
    if (!task) return;
    this.#running += 1;
    void task().finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }
}
