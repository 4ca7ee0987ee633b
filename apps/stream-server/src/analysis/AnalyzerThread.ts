import type { ModelManifest } from '@emostream/classifier';
import type { Problem } from '@emostream/protocol';
import type { AnalyzeOptions, FrameAnalysis } from '@emostream/vision';

/** One encoded picture and what to do with it. */
export interface AnalyzerJob {
  /** `frame` takes JPEG alone; `picture` any format a person may have. */
  readonly kind: 'frame' | 'picture';
  /** The encoded bytes. They are moved to the analyzer: the array is empty afterwards. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly options: AnalyzeOptions;
}

/** How a job ended. A bad picture is an outcome, not an exception. */
export type AnalyzerOutcome =
  | { readonly ok: true; readonly analysis: FrameAnalysis }
  | { readonly ok: false; readonly problem: Problem };

/** What an analyzer says of itself once its models are loaded. */
export interface AnalyzerIdentity {
  readonly engine: string;
  readonly engineReason: string;
  readonly manifest: ModelManifest;
  /** Jobs that one thread takes at once: several where it batches their faces, as on a GPU, else one. */
  readonly jobsAtOnce: number;
}

/** A thread that analyzes pictures. The tests' scripted thread is the other kind. */
export interface AnalyzerThread {
  /** Resolves when the models are loaded; rejects with the reason when they cannot be. */
  readonly ready: Promise<AnalyzerIdentity>;
  /** Resolves when the thread has gone, wanted or not. */
  readonly exited: Promise<void>;
  /** Runs one job, beside no more than `jobsAtOnce` allows. Rejects only when the thread dies under it. */
  run(job: AnalyzerJob): Promise<AnalyzerOutcome>;
  /** Ends the thread, for good. A job under way may still end first. */
  terminate(): Promise<void>;
}
