import type { AnalyzerJob, AnalyzerOutcome } from './AnalyzerThread.ts';

/** A job that its lane gave out, and where its outcome goes. */
export interface LaneJob {
  readonly job: AnalyzerJob;
  /** Called exactly once. */
  settle(outcome: AnalyzerOutcome): void;
}

/**
 * Something that wants pictures analyzed, one at a time and in its own order: a publisher, or one
 * request to `/api/predict`. Lanes take turns, so that none can crowd the others out.
 */
export interface AnalysisLane {
  /**
   * The newest job, or null when nothing waits any more.
   *
   * @param othersWait whether other lanes wait for their turn: then it asks for no more than it needs
   */
  take(othersWait: boolean): LaneJob | null;
}
