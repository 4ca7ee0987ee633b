import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ProblemError } from '../problems.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';

/** Every error leaves as `{reason, message}`; only our own failures are logged. */
export function registerProblems(app: ApiApp, { metrics }: ApiServices): void {
  function send(error: ProblemError, reply: FastifyReply): FastifyReply {
    metrics.countProblem(error.problem.reason);
    if (error.statusCode === 503) reply.header('Retry-After', '2');
    return reply.status(error.statusCode).send(error.problem);
  }
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error);
    if (problem.problem.reason === 'internal') request.log.error({ err: error }, 'request failed');
    return send(problem, reply);
  });
  app.setNotFoundHandler((_request, reply) =>
    send(new ProblemError('not_found', 'There is nothing at this address.'), reply),
  );
}

function problemOf(error: FastifyError): ProblemError {
  if (error instanceof ProblemError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new ProblemError('bad_message', error.message);
  }
  if (error.statusCode === 413) {
    return new ProblemError('image_too_large', 'The request is larger than this server accepts.');
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new ProblemError('bad_message', error.message);
  }
  return new ProblemError('internal', 'The server failed; it is not your fault.');
}
