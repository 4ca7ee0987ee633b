import { type Problem, problemSchema } from '@emostream/protocol';
import type { z } from 'zod';
import { SERVER_URL } from './serverUrl.ts';

/** Long enough for a large picture over a slow line. */
const TIMEOUT_MS = 60_000;

/** The server refused, or could not be reached; `problem` says why. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What to tell a person about anything that `callApi` throws. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return { reason: 'internal', message: 'The server gave an answer that makes no sense.' };
}

/**
 * Calls the HTTP API and checks its answer.
 *
 * @throws ApiError with the server's reason, or `internal` when there was no usable answer.
 */
export async function callApi<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  init: RequestInit = {},
): Promise<z.output<Schema>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(SERVER_URL + path, { signal, ...init }).catch(() => {
    throw new ApiError({ reason: 'internal', message: 'The server cannot be reached.' });
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const problem = problemSchema.safeParse(body);
    const message = `The server answered with status ${response.status}.`;
    throw new ApiError(problem.data ?? { reason: 'internal', message });
  }
  return schema.parse(body);
}
