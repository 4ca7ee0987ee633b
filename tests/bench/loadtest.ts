import { runCommand } from '../../apps/cli/src/runCommand.ts';
import { findHeld } from './loadtest/findHeld.ts';
import { LoadClients } from './loadtest/LoadClients.ts';
import { measureOverload, type Overload } from './loadtest/measureOverload.ts';
import { type Load, type LoadRun, putAndMeasure } from './loadtest/measureRun.ts';
import { measureSoak, type Soak } from './loadtest/measureSoak.ts';
import { type Memory, memoryOf } from './loadtest/memoryOf.ts';
import {
  memoryInWords,
  overloadInWords,
  printRun,
  runHeading,
  soakInWords,
} from './loadtest/printRun.ts';
import { type LoadOptions, readLoadOptions } from './loadtest/readLoadOptions.ts';
import { startLoadServer } from './loadtest/startLoadServer.ts';
import { FACE_COUNTS, FRAME_SIZES, makeClip } from './makeClip.ts';

const USAGE = `Drives a real server over real sockets and says how fresh the results are.

  npm run loadtest -- [options]

  --publishers N   so many publishers; without it, the number that the server holds is looked for
  --fps F          frames a second of each (default 10)
  --viewers V      viewers, spread over the sessions (default 0)
  --seconds S      for how long each load is measured, after two seconds (default 10)
  --session N      publishers of one session, who see each other (default 1)
  --faces N        faces in each frame: ${FACE_COUNTS.join(' or ')} (default 1)
  --overload       then three times that load, and how soon all is well after it
  --soak MINUTES   then that load for so long, after two minutes, and whether memory grows
  --workers LIST   servers with so many analyzer threads, such as 1,2,3, and what memory each takes
  --url URL        a server that runs, instead of one of its own
  --json           one JSON object alone

Held is a publisher of whose frames nine in ten are analyzed, with a p95 of their age under 200 ms; the
age is the time from a frame's capture, already encoded, to its result. The clients are in a process of
their own, on the same machine. Settings of the server are taken from the environment.
`;

const CLIP_FRAMES = 60;
/** More than any of these machines holds, so that every analyzer thread is busy. */
const FULL_LOAD = 24;

interface LoadReport {
  /** The largest load that was held; of single runs, how many of their publishers were. */
  heldPublishers: number;
  runs: LoadRun[];
  overload?: Overload;
  soak?: Soak;
  memory?: Memory;
}

type OnRun = (run: LoadRun) => void;

async function loadtest(args: readonly string[]): Promise<number> {
  const options = readLoadOptions(args);
  const say = (text: string) => process.stdout.write(options.json ? '' : text);
  say(runHeading());
  const onRun: OnRun = (run) => say(printRun(run));
  const report = options.workers
    ? await compareMemory(options.workers, options, onRun)
    : await onServer(null, options, (url, clients) => measure(url, clients, options, onRun));
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else say(inWords(report));
  return 0;
}

/** Gives `work` a server, by default one of its own, and clients for it. */
async function onServer<Result>(
  workers: number | null,
  options: LoadOptions,
  work: (url: string, clients: LoadClients) => Promise<Result>,
): Promise<Result> {
  const clip = await makeClip(options.faces, FRAME_SIZES[0], CLIP_FRAMES);
  const server = options.url
    ? { url: options.url, stop: async () => {} }
    : await startLoadServer(workers);
  let clients: LoadClients | null = null;
  try {
    clients = await LoadClients.start(server.url, options.session, clip);
    return await work(server.url, clients);
  } finally {
    clients?.stop();
    await server.stop();
  }
}

async function compareMemory(
  workerCounts: readonly number[],
  options: LoadOptions,
  onRun: OnRun,
): Promise<LoadReport> {
  const { publishers, fps, viewers, seconds } = options;
  const load: Load = { publishers: publishers ?? FULL_LOAD, fps, viewers, seconds };
  const runs: { workers: number; run: LoadRun }[] = [];
  for (const workers of workerCounts) {
    const run = await onServer(workers, options, (url, clients) =>
      putAndMeasure(url, clients, load),
    );
    runs.push({ workers, run });
    onRun(run);
  }
  return {
    heldPublishers: Math.max(...runs.map(({ run }) => run.held)),
    runs: runs.map(({ run }) => run),
    memory: memoryOf(runs),
  };
}

async function measure(
  url: string,
  clients: LoadClients,
  { publishers, fps, viewers, seconds, overload, soak }: LoadOptions,
  onRun: OnRun,
): Promise<LoadReport> {
  const runs: LoadRun[] = [];
  const keep = (run: LoadRun) => {
    runs.push(run);
    onRun(run);
  };
  const run = async (count: number) => {
    const done = await putAndMeasure(url, clients, { publishers: count, fps, viewers, seconds });
    keep(done);
    return done;
  };
  const heldPublishers = publishers ? (await run(publishers)).held : await findHeld(run);
  const report: LoadReport = { heldPublishers, runs };
  const load: Load = {
    publishers: publishers ?? Math.max(1, heldPublishers),
    fps,
    viewers,
    seconds,
  };
  if (overload) {
    await run(load.publishers);
    report.overload = await measureOverload(url, clients, load);
    keep(report.overload.run);
  }
  if (soak !== null) report.soak = await measureSoak(url, clients, load, soak, keep);
  return report;
}

function inWords({ heldPublishers, overload, soak, memory }: LoadReport): string {
  return [
    `\n${heldPublishers} publishers are held.\n`,
    overload ? overloadInWords(overload) : '',
    soak ? soakInWords(soak) : '',
    memory ? memoryInWords(memory) : '',
  ].join('');
}

await runCommand(USAGE, loadtest);
