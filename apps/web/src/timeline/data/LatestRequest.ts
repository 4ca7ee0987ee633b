/** Asks one thing at a time: a new question ends the one before, whose answer is never told. */
export class LatestRequest {
  #abort: AbortController | null = null;

  /**
   * @param delayMs waits for this long first, for questions that come in bursts
   * @param tell gets the answer, unless another question was asked in the meantime
   */
  ask<Answer>(
    question: (signal: AbortSignal) => Promise<Answer>,
    tell: { answer: (answer: Answer) => void; failed: (error: unknown) => void },
    delayMs = 0,
  ): void {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const timer = setTimeout(() => void run(), delayMs);
    abort.signal.addEventListener('abort', () => clearTimeout(timer));
    async function run(): Promise<void> {
      try {
        const answer = await question(abort.signal);
        if (!abort.signal.aborted) tell.answer(answer);
      } catch (error) {
        if (!abort.signal.aborted) tell.failed(error);
      }
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }
}
