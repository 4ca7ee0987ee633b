import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ServerProcess } from '../../../apps/cli/src/demo/ServerProcess.ts';

/** A server under load. */
export interface LoadServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A server as `npm start` runs it once the pages are built, with a data folder of its own.
 *
 * @param workers analyzer threads; null: as many as it takes by itself
 */
export async function startLoadServer(workers: number | null): Promise<LoadServer> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'emostream-loadtest-'));
  const forget = () => rm(dataDir, { recursive: true, force: true });
  try {
    const server = await ServerProcess.start(
      {
        EMOSTREAM_DATA_DIR: dataDir,
        // As many sessions as there are publishers.
        EMOSTREAM_MAX_SESSIONS: '1000',
        ...(workers !== null && { EMOSTREAM_WORKERS: String(workers) }),
      },
      new AbortController().signal,
    );
    return { url: server.url, stop: () => server.stop().then(forget) };
  } catch (error) {
    await forget();
    throw error;
  }
}
