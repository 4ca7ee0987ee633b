import type { LoadRun } from './measureRun.ts';

/** What is tried first. */
const FIRST = 4;
/** Beyond this no machine is looked at any further. */
const MOST = 256;

/**
 * Finds how many publishers a server holds: doubles their number until not all of them are held any more,
 * then halves the interval.
 *
 * @param run puts so many publishers on the server
 * @returns the largest number of which all were held; 0 where not even one is
 */
export async function findHeld(run: (publishers: number) => Promise<LoadRun>): Promise<number> {
  let held = 0;
  let tooMany = FIRST;
  while (tooMany <= MOST && (await run(tooMany)).held === tooMany) {
    held = tooMany;
    tooMany *= 2;
  }
  while (tooMany - held > 1) {
    const middle = Math.floor((held + tooMany) / 2);
    if ((await run(middle)).held === middle) held = middle;
    else tooMany = middle;
  }
  return held;
}
