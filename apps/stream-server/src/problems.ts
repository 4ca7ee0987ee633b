import type { Problem, ProblemReason } from '@emostream/protocol';

/** The HTTP status that goes with each reason. */
const HTTP_STATUS: Record<ProblemReason, number> = {
  no_token: 401,
  bad_token: 401,
  expired_token: 401,
  origin_refused: 403,
  wrong_protocol: 400,
  session_not_found: 404,
  session_full: 409,
  purpose_refused: 403,
  removed: 403,
  deleted: 403,
  too_many_tries: 429,
  wrong_role: 403,
  no_consent: 403,
  consent_outdated: 409,
  camera_muted: 403,
  store_failed: 503,
  bad_message: 400,
  unknown_event: 400,
  no_image: 400,
  not_jpeg: 415,
  unsupported_image: 415,
  broken_image: 422,
  image_too_small: 422,
  image_too_large: 413,
  frame_too_large: 413,
  overloaded: 503,
  analysis_failed: 500,
  draining: 503,
  not_found: 404,
  internal: 500,
};

/** A refusal on its way to a client: thrown by routes, or read for its `problem` by sockets. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  readonly statusCode: number;

  /** @param statusCode of HTTP, where another than that of the reason says more. */
  constructor(reason: ProblemReason, message: string, statusCode = HTTP_STATUS[reason]) {
    super(message);
    this.problem = { reason, message };
    this.statusCode = statusCode;
  }
}
