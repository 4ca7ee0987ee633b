'use client';

import { Button } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import type { ConnectionState, ReconnectReason } from '../transport/StreamConnection.ts';

const RECONNECTING: Readonly<Record<ReconnectReason, { title: string; text: string }>> = {
  lost: {
    title: 'The server cannot be reached',
    text: 'Trying again. Nothing is sent meanwhile.',
  },
  draining: {
    title: 'The server is restarting',
    text: 'Estimates come back by themselves.',
  },
  overloaded: {
    title: 'The server is busy',
    text: 'All its places are taken. Trying again.',
  },
};

interface ConnectionNoticeProps {
  readonly connection: ConnectionState;
  readonly onRetry: () => void;
}

/** Over the video, when what it shows is not live. */
export function ConnectionNotice({ connection, onRetry }: ConnectionNoticeProps) {
  switch (connection.state) {
    case 'connecting':
      return <Notice tone="info" title="Connecting …" busy />;
    case 'reconnecting': {
      const { title, text } = RECONNECTING[connection.reason];
      return (
        <Notice tone="info" title={title} busy>
          {text}
        </Notice>
      );
    }
    case 'failed':
      return (
        <Notice tone="danger" title="The server refused">
          <p>{connection.problem.message}</p>
          <Button className="mt-3" onClick={onRetry}>
            Try again
          </Button>
        </Notice>
      );
    default:
      return null;
  }
}
