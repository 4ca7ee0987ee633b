import type { Problem } from '@emostream/protocol';

/** What to tell somebody who cannot get into a session, and what they can do. */
export interface LobbyProblem {
  readonly title: string;
  readonly help: string;
  /** Whether trying again with the same code can help. */
  readonly canRetry: boolean;
}

export function lobbyProblem({ reason, message }: Problem): LobbyProblem {
  switch (reason) {
    case 'session_not_found':
      return {
        title: 'There is no such session',
        help: 'It may have ended, or the code has a slip in it. Compare it with the host’s, letter by letter.',
        canRetry: false,
      };
    case 'too_many_tries':
      return {
        title: 'Too many tries',
        help: 'Wrong codes came from your network too often. Wait a minute, then try again.',
        canRetry: true,
      };
    case 'session_full':
      return {
        title: 'The session is full',
        help: 'Somebody was faster. Choose the other way to take part, or try again when somebody has left.',
        canRetry: true,
      };
    case 'draining':
    case 'overloaded':
      return {
        title: 'The server is busy or restarting',
        help: 'Try again in a few seconds.',
        canRetry: true,
      };
    case 'internal':
      return {
        title: 'The server does not answer',
        help: 'Check your connection, then try again.',
        canRetry: true,
      };
    default:
      return { title: 'The server refused', help: message, canRetry: true };
  }
}
