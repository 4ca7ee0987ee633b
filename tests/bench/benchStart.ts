import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ServerProcess } from '../../apps/cli/src/demo/ServerProcess.ts';
import { percentile } from './percentile.ts';

const USAGE = `How long the server takes from \`node\` until it takes frames, on a new data folder.

  npm run bench-start [-- --rounds N] [--json]

  --rounds N   starts that are measured, after one that builds what has changed (default 9)
  --json       one JSON object instead of a sentence
`;

/** @returns milliseconds */
async function timeStart(): Promise<number> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'emostream-start-'));
  try {
    const startedMs = performance.now();
    const server = await ServerProcess.start(
      { EMOSTREAM_DATA_DIR: dataDir },
      new AbortController().signal,
    );
    const readyMs = performance.now() - startedMs;
    await server.stop();
    return readyMs;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
} else {
  await timeStart();
  const startsMs: number[] = [];
  while (startsMs.length < Number(values.rounds)) startsMs.push(await timeStart());
  const figures = { medianMs: percentile(startsMs, 0.5), startsMs };
  process.stdout.write(
    values.json
      ? `${JSON.stringify(figures)}\n`
      : `Ready for frames after ${figures.medianMs.toFixed(0)} ms (median of ${startsMs.length}; ${Math.min(...startsMs).toFixed(0)} to ${Math.max(...startsMs).toFixed(0)}).\n`,
  );
}
