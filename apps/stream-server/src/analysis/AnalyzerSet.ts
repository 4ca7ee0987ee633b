import {
  createBatchingAnalyzers,
  type FrameAnalyzer,
  type FrameAnalyzerParts,
  ImageError,
} from '@emostream/vision';
import type { AnalyzerJob, AnalyzerOutcome } from './AnalyzerThread.ts';

/** Crops of one batch at most, and for how long the first wait for others. Milliseconds. */
const BATCHING = { maxBatch: 16, maxWaitMs: 3 };

/** The analyzers of one thread, each with one job at a time. */
export class AnalyzerSet {
  readonly #idle: FrameAnalyzer[];
  readonly #onBatch: (crops: number) => void;
  #busy = 0;

  private constructor(analyzers: FrameAnalyzer[], onBatch: (crops: number) => void) {
    this.#idle = analyzers;
    this.#onBatch = onBatch;
  }

  /**
   * One analyzer, whose every frame is a batch.
   *
   * @param onBatch told of each batch's number of crops
   */
  static ofOne(analyzer: FrameAnalyzer, onBatch: (crops: number) => void): AnalyzerSet {
    return new AnalyzerSet([analyzer], onBatch);
  }

  /** So many on one set of models, with batches across them. */
  static async batching(
    parts: FrameAnalyzerParts,
    count: number,
    onBatch: (crops: number) => void,
  ): Promise<AnalyzerSet> {
    const askers = () => set.#busy;
    const analyzers = createBatchingAnalyzers(parts, count, { ...BATCHING, askers, onBatch });
    const set: AnalyzerSet = new AnalyzerSet(analyzers, () => {});
    await analyzers[0]?.prepare(parts.detector);
    return set;
  }

  /** Runs a job, beside no more than there are analyzers. Rejects for what is our own fault. */
  async run(job: AnalyzerJob): Promise<AnalyzerOutcome> {
    const analyzer = this.#idle.pop();
    if (!analyzer) throw new Error('All analyzers are busy.');
    this.#busy += 1;
    try {
      const analysis =
        job.kind === 'frame'
          ? await analyzer.analyze(job.bytes, job.options)
          : await analyzer.analyzePicture(job.bytes, job.options);
      if (analysis.faces.length > 0) this.#onBatch(analysis.faces.length);
      return { ok: true, analysis };
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      return { ok: false, problem: { reason: error.reason, message: error.message } };
    } finally {
      this.#busy -= 1;
      this.#idle.push(analyzer);
    }
  }
}
