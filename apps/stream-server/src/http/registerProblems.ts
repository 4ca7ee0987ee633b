import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ServerMetrics } from '../metrics/ServerMetrics.ts';
import { ProblemError } from '../problems.ts';
import { StoreError } from '../store/TimelineStore.ts';
import type { ApiApp, ApiServices } from './ApiServices.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Every error leaves as `{reason, message}`; only our own failures are logged. A browser that asks for a
 * page that does not exist gets one that says so.
 */
export function registerProblems(app: ApiApp, { metrics }: ApiServices): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error);
    if (['internal', 'store_failed'].includes(problem.problem.reason)) {
      request.log.error({ err: error }, 'request failed');
    }
    return sendProblem(problem, reply, metrics);
  });
  app.setNotFoundHandler((request, reply) => {
    const problem = new ProblemError('not_found', 'There is nothing at this address.');
    const wantsPage = request.headers.accept?.includes('text/html') === true;
    if (!wantsPage || !app.hasReplyDecorator('sendFile')) {
      return sendProblem(problem, reply, metrics);
    }
    metrics.countProblem(problem.problem.reason);
    return reply.status(problem.statusCode).sendFile('404.html');
  });
}

/** Answers with a problem, and counts it. */
export function sendProblem(
  error: ProblemError,
  reply: FastifyReply,
  metrics: ServerMetrics,
): FastifyReply {
  metrics.countProblem(error.problem.reason);
  // What it takes the place of may have failed before its first byte.
  reply.removeHeader('Content-Encoding').removeHeader('Content-Disposition');
  if (error.statusCode === 429) reply.header('Retry-After', '60');
  if (error.statusCode === 503) reply.header('Retry-After', '2');
  return reply.status(error.statusCode).type(JSON_TYPE).send(error.problem);
}

/** What to answer to an error, Fastify's own included. */
export function problemOf(error: FastifyError): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreError) {
    const message = 'The database cannot be written or read at the moment; try again soon.';
    return new ProblemError('store_failed', message);
  }
  const { statusCode } = error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new ProblemError('bad_message', error.message);
  }
  if (statusCode === 413) {
    return new ProblemError('image_too_large', 'The request is larger than this server accepts.');
  }
  if (statusCode !== undefined && statusCode < 500) {
    return new ProblemError('bad_message', error.message, statusCode);
  }
  return new ProblemError('internal', 'The server failed; it is not your fault.');
}
