import type { Problem, ProblemReason } from '@emostream/protocol';

/** What passes by itself: asking again later makes sense. */
const PASSING: readonly ProblemReason[] = [
  'draining',
  'overloaded',
  'store_failed',
  'session_full',
  'too_many_tries',
  'expired_token',
  'internal',
];

/** The server has answered, and said no. */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }

  get passes(): boolean {
    return PASSING.includes(this.problem.reason);
  }
}
