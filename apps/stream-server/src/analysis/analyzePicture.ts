import type { AnalyzerPool } from './AnalyzerPool.ts';
import type { AnalyzerJob, AnalyzerOutcome } from './AnalyzerThread.ts';

/** Analyzes one picture in turn with the publishers. */
export function analyzePicture(pool: AnalyzerPool, job: AnalyzerJob): Promise<AnalyzerOutcome> {
  return new Promise((resolve) => {
    let waiting: AnalyzerJob | null = job;
    pool.enqueue({
      take() {
        if (!waiting) return null;
        const laneJob = { job: waiting, settle: resolve };
        waiting = null;
        return laneJob;
      },
    });
  });
}
