import type { Socket } from 'node:net';
import type { Problem } from '@emostream/protocol';
import type { ServerMetrics } from '../metrics/ServerMetrics.ts';

const STATUS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/**
 * Answers what is no HTTP request, or never became a whole one, with a problem, and closes the
 * connection: there is no request that a route or its error handler could answer.
 */
export function answerUnreadableRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  metrics: ServerMetrics,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? '400 Bad Request';
  const problem: Problem = {
    reason: 'bad_message',
    message: status.startsWith('408')
      ? 'The request did not arrive whole in time.'
      : 'This is no HTTP request that can be read.',
  };
  metrics.countProblem(problem.reason);
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
