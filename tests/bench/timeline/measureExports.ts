import { randomBytes } from 'node:crypto';
import type { ExportFormat } from '@emostream/protocol';
import { callServer } from '../../../apps/cli/src/callServer.ts';
import { ServerProcess } from '../../../apps/cli/src/demo/ServerProcess.ts';
import { ServerFigures } from '../loadtest/ServerFigures.ts';

/** What an export took, and by how much it held up the server's own thread. */
export interface ExportTimes {
  readonly format: ExportFormat;
  readonly seconds: number;
  /** Millions of bytes of the file. */
  readonly mb: number;
  /** By how much timers of the server's thread were late meanwhile: quantiles within their buckets. */
  readonly eventLoopMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

/** Has a server of its own export a session of a data folder, in one format after the other. */
export async function measureExports(
  dataDir: string,
  sessionCode: string,
  formats: readonly ExportFormat[],
): Promise<ExportTimes[]> {
  const adminToken = randomBytes(24).toString('hex');
  const server = await ServerProcess.start(
    { EMOSTREAM_DATA_DIR: dataDir, EMOSTREAM_ADMIN_TOKEN: adminToken },
    new AbortController().signal,
  );
  try {
    const times: ExportTimes[] = [];
    for (const format of formats) {
      const address = `${server.url}/api/sessions/${sessionCode}/export?format=${format}`;
      times.push(await measureExport(server.url, address, adminToken, format));
    }
    return times;
  } finally {
    await server.stop();
  }
}

async function measureExport(
  serverUrl: string,
  address: string,
  bearer: string,
  format: ExportFormat,
): Promise<ExportTimes> {
  const before = await ServerFigures.read(serverUrl);
  const startedMs = performance.now();
  const response = await callServer(address, { bearer });
  let bytes = 0;
  for await (const piece of response.body ?? []) bytes += piece.length;
  const seconds = (performance.now() - startedMs) / 1000;
  const after = await ServerFigures.read(serverUrl);
  const lateMs = (share: number) => after.delaySince(before, share);
  return {
    format,
    seconds,
    mb: bytes / 1e6,
    eventLoopMs: { p50: lateMs(0.5), p99: lateMs(0.99), max: lateMs(1) },
  };
}
