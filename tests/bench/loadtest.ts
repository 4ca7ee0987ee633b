import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ServerProcess } from '../../apps/cli/src/demo/ServerProcess.ts';
import { runCommand } from '../../apps/cli/src/runCommand.ts';
import { UsageError } from '../../apps/cli/src/UsageError.ts';
import { findHeld } from './loadtest/findHeld.ts';
import { LoadClients } from './loadtest/LoadClients.ts';
import { measureOverload, type Overload } from './loadtest/measureOverload.ts';
import { type Load, type LoadRun, measureRun } from './loadtest/measureRun.ts';
import { printRun, runHeading } from './loadtest/printRun.ts';
import { FACE_COUNTS, type FaceCount, FRAME_SIZES, makeClip } from './makeClip.ts';

const USAGE = `Drives a real server over real sockets and says how fresh the results are.

  npm run loadtest -- [options]

  --publishers N   so many publishers; without it, the number that the server holds is looked for
  --fps F          frames a second of each (default 10)
  --viewers V      viewers, spread over the sessions (default 0)
  --seconds S      for how long each load is measured, after two seconds (default 10)
  --session N      publishers of one session, who see each other (default 1)
  --faces N        faces in each frame: ${FACE_COUNTS.join(' or ')} (default 1)
  --overload       then three times that load, and how soon all is well after it
  --url URL        a server that runs, instead of one of its own
  --json           one JSON object alone

Held is a publisher of whose frames nine in ten are analyzed, with a p95 of their age under 200 ms; the
age is the time from a frame's capture, already encoded, to its result. The clients are in a process of
their own, on the same machine. Settings of the server are taken from the environment.
`;

const WARM_UP_MS = 2000;
const CLIP_FRAMES = 60;

interface LoadReport {
  /** The largest load that was held; of a single run, how many of its publishers were. */
  heldPublishers: number;
  runs: LoadRun[];
  overload?: Overload;
}

async function loadtest(args: readonly string[]): Promise<number> {
  const options = readArguments(args);
  const { url, stop } = options.url
    ? { url: options.url, stop: async () => {} }
    : await startServer();
  const say = (text: string) => process.stdout.write(options.json ? '' : text);
  let clients: LoadClients | null = null;
  try {
    const clip = await makeClip(options.faces, FRAME_SIZES[0], CLIP_FRAMES);
    clients = await LoadClients.start(url, options.session, clip);
    say(runHeading());
    const report = await measure(url, clients, options, (run) => say(printRun(run)));
    if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else say(printReport(report));
  } finally {
    clients?.stop();
    await stop();
  }
  return 0;
}

async function measure(
  url: string,
  clients: LoadClients,
  { fps, viewers, seconds, ...options }: ReturnType<typeof readArguments>,
  onRun: (run: LoadRun) => void,
): Promise<LoadReport> {
  const runs: LoadRun[] = [];
  const run = async (publishers: number) => {
    const done = await measureRun(url, clients, { publishers, fps, viewers, seconds }, WARM_UP_MS);
    runs.push(done);
    onRun(done);
    return done;
  };
  const { publishers } = options;
  const heldPublishers = publishers ? (await run(publishers)).held : await findHeld(run);
  if (!options.overload) return { heldPublishers, runs };
  const load: Load = {
    publishers: publishers ?? Math.max(1, heldPublishers),
    fps,
    viewers,
    seconds,
  };
  await run(load.publishers);
  const overload = await measureOverload(url, clients, load);
  runs.push(overload.run);
  onRun(overload.run);
  return { heldPublishers, runs, overload };
}

/** A server as `npm start` runs it once the pages are built, with a data folder of its own. */
async function startServer() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'emostream-loadtest-'));
  const stopping = new AbortController();
  try {
    const server = await ServerProcess.start(
      // As many sessions as there are publishers.
      { EMOSTREAM_DATA_DIR: dataDir, EMOSTREAM_MAX_SESSIONS: '1000' },
      stopping.signal,
    );
    const stop = async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
    return { url: server.url, stop };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

function printReport({ heldPublishers, overload }: LoadReport): string {
  const lines = [`\n${heldPublishers} publishers are held.`];
  if (overload) {
    const after = overload.recoveryMs === null ? 'never' : `${overload.recoveryMs} ms after it`;
    lines.push(`Under three times the load: all is well again ${after}.`);
  }
  return `${lines.join('\n')}\n`;
}

function readArguments(args: readonly string[]) {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const faces = FACE_COUNTS.find((count) => String(count) === values.faces);
  if (faces === undefined) throw new UsageError(`--faces is one of ${FACE_COUNTS.join(', ')}.`);
  const numberOf = (
    name: 'publishers' | 'fps' | 'viewers' | 'seconds' | 'session',
    least: number,
  ) => {
    const number = Number(values[name]);
    if (Number.isFinite(number) && number >= least) return number;
    throw new UsageError(`--${name} is a number of ${least} or more.`);
  };
  const countOf = (name: 'publishers' | 'viewers' | 'session', least: number) => {
    const number = numberOf(name, least);
    if (Number.isInteger(number)) return number;
    throw new UsageError(`--${name} is a whole number.`);
  };
  return {
    publishers: values.publishers === undefined ? null : countOf('publishers', 1),
    fps: numberOf('fps', 0.1),
    viewers: countOf('viewers', 0),
    seconds: numberOf('seconds', 1),
    session: countOf('session', 1),
    faces: faces satisfies FaceCount,
    overload: values.overload,
    url: values.url,
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      publishers: { type: 'string' },
      fps: { type: 'string', default: '10' },
      viewers: { type: 'string', default: '0' },
      seconds: { type: 'string', default: '10' },
      session: { type: 'string', default: '1' },
      faces: { type: 'string', default: '1' },
      overload: { type: 'boolean', default: false },
      url: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  }).values;
}

await runCommand(USAGE, loadtest);
