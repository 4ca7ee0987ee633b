import type { Problem } from '@emostream/protocol';
import type { z } from 'zod';
import { SERVER_URL } from './serverUrl.ts';

type AnswerSchemas = typeof import('./answerSchemas.ts');

/** The name of the schema of an answer. */
export type AnswerName = keyof AnswerSchemas;
export type Answer<Name extends AnswerName> = z.output<AnswerSchemas[Name]>;

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
 * @param schema what a good answer is checked against
 * @throws ApiError with the server's reason, or `internal` when there was no usable answer.
 */
export async function callApi<Name extends AnswerName>(
  path: string,
  schema: Name,
  init: RequestInit = {},
): Promise<Answer<Name>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const [response, schemas] = await Promise.all([
    fetch(SERVER_URL + path, { signal, ...init }),
    import('./answerSchemas.ts'),
  ]).catch(() => {
    throw new ApiError({ reason: 'internal', message: 'The server cannot be reached.' });
  });
  if (!response.ok) throw await refusalOf(response);
  const body: unknown = await response.json().catch(() => null);
  return schemas[schema].parse(body) as Answer<Name>;
}

/** What an answer that is not good says. */
export async function refusalOf(response: Response): Promise<ApiError> {
  const problem = await readProblem(await response.json().catch(() => null));
  const message = `The server answered with status ${response.status}.`;
  return new ApiError(problem ?? { reason: 'internal', message });
}

/** A problem that the server sent; null for anything else. */
export async function readProblem(data: unknown): Promise<Problem | null> {
  const { problemSchema } = await import('./answerSchemas.ts');
  return problemSchema.safeParse(data).data ?? null;
}
