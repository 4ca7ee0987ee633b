/** Where pictures come from: a camera, or the sample photos. */
export interface VideoSource {
  readonly kind: 'camera' | 'sample';
  readonly stream: MediaStream;
  stop(): void;
}

/** Why there is no picture, in a word for programs and a sentence for people. */
export type SourceProblem = 'denied' | 'none' | 'in_use' | 'insecure' | 'ended' | 'failed';

/** A source could not be opened. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly problem: SourceProblem;

  constructor(problem: SourceProblem, cause?: unknown) {
    super(`no picture: ${problem}`, { cause });
    this.problem = problem;
  }
}
