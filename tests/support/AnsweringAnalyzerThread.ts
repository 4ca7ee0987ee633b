import type { EMOTIONS } from '@emostream/protocol';
import type { AnalyzedFace } from '@emostream/vision';
import type {
  AnalyzerIdentity,
  AnalyzerJob,
  AnalyzerOutcome,
  AnalyzerThread,
} from '../../apps/stream-server/src/analysis/AnalyzerThread.ts';
import { SCRIPTED_IDENTITY } from './identity.ts';

const TIMINGS = { decodeMs: 1, detectMs: 1, cropMs: 1, classifyMs: 1, totalMs: 4 };

/** A face that is easy to read, in the middle of a 640×480 frame. */
export function plainFace(emotion: (typeof EMOTIONS)[number] = 'happy'): AnalyzedFace {
  return {
    box: { x: 220, y: 140, width: 200, height: 200 },
    score: 0.95,
    emotion,
    probabilities: [0.02, 0.02, 0.02, 0.82, 0.08, 0.02, 0.02],
    measures: { sidePx: 200, luma: 120, sharpness: 1, yaw: 0 },
  };
}

/** An analyzer that finds one and the same face in whatever it is given, at once: for tests of all else. */
export class AnsweringAnalyzerThread implements AnalyzerThread {
  readonly ready: Promise<AnalyzerIdentity> = Promise.resolve(SCRIPTED_IDENTITY);
  readonly exited: Promise<void>;
  /** What it finds. */
  faces: readonly AnalyzedFace[];
  #exit: () => void = () => {};

  constructor(faces: readonly AnalyzedFace[] = [plainFace()]) {
    this.faces = faces;
    this.exited = new Promise((resolve) => {
      this.#exit = resolve;
    });
  }

  async run(_job: AnalyzerJob): Promise<AnalyzerOutcome> {
    const { faces } = this;
    return {
      ok: true,
      analysis: { width: 640, height: 480, faces, minProbability: 0.5, timings: TIMINGS },
    };
  }

  async terminate(): Promise<void> {
    this.#exit();
  }
}
