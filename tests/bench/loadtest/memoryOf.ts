import type { LoadRun } from './measureRun.ts';

/** Resident memory under full load by the number of analyzer threads. Millions of bytes. */
export interface Memory {
  readonly byWorkers: readonly { readonly workers: number; readonly rssMb: number }[];
  /** Of each further thread, from the fewest to the most of them; null where there is one number of them alone. */
  readonly perFurtherWorkerMb: number | null;
}

/** @param runs one for each number of analyzer threads, on a server of its own */
export function memoryOf(runs: readonly { workers: number; run: LoadRun }[]): Memory {
  const byWorkers = runs
    .map(({ workers, run }) => ({ workers, rssMb: run.rssMb }))
    .sort((one, other) => one.workers - other.workers);
  const fewest = byWorkers[0];
  const most = byWorkers.at(-1);
  const further = (most?.workers ?? 0) - (fewest?.workers ?? 0);
  const perFurtherWorkerMb =
    fewest && most && further > 0 ? (most.rssMb - fewest.rssMb) / further : null;
  return { byWorkers, perFurtherWorkerMb };
}
