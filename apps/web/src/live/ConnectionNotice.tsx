import { Notice } from '../components/Notice.tsx';
import type { ConnectionState } from '../transport/StreamConnection.ts';

/** Over the video, when what it shows is not live. */
export function ConnectionNotice({ connection }: { readonly connection: ConnectionState }) {
  switch (connection.state) {
    case 'connecting':
      return <Notice tone="info" title="Connecting …" />;
    case 'reconnecting':
      return connection.reason === 'draining' ? (
        <Notice tone="info" title="The server is restarting">
          Your video stays here. Estimates come back by themselves.
        </Notice>
      ) : (
        <Notice tone="info" title="The server cannot be reached">
          Trying again. Your video stays here; nothing is sent meanwhile.
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="danger" title="The server refused the connection">
          {connection.problem.message}
        </Notice>
      );
    default:
      return null;
  }
}
