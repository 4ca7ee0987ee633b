import type { ServerOptions, StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { AnsweringAnalyzerThread } from './AnsweringAnalyzerThread.ts';
import { startTestServer } from './TestServer.ts';

/** A real server whose analyzer finds the same face everywhere, and whose clock can be moved forward. */
export async function startAnsweringServer(
  env: Record<string, string> = {},
  options: Partial<ServerOptions> = {},
): Promise<StreamServer & { skip(ms: number): void; analyzer: AnsweringAnalyzerThread }> {
  let skippedMs = 0;
  const analyzer = new AnsweringAnalyzerThread();
  const server = await startTestServer(
    { EMOSTREAM_DRAIN_S: '1', ...env },
    { clock: () => Date.now() + skippedMs, spawnAnalyzer: () => analyzer, ...options },
  );
  const skip = (ms: number) => {
    skippedMs += ms;
  };
  return { ...server, skip, analyzer };
}
