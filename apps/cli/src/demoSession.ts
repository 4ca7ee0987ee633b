import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  deletionSchema,
  EXPORT_FORMATS,
  type HostCommand,
  type KeyedSeat,
  keyedSeatSchema,
  markerSchema,
  seatSchema,
  sessionDetailsSchema,
} from '@emostream/protocol';
import { callServer, callServerFor } from './callServer.ts';
import { demoClip } from './demo/demoClip.ts';
import { ServerProcess } from './demo/ServerProcess.ts';
import { connectSeat } from './publish/connectSeat.ts';
import { SessionPublisher } from './publish/SessionPublisher.ts';
import { runCommand } from './runCommand.ts';
import { UsageError } from './UsageError.ts';

const USAGE = `Shows a whole session without a camera: a server, faces that move, a recording, its exports.

  npm run demo-session -- [options]

  --seconds N      for how long the faces move; 10 otherwise
  --publishers N   how many participants; 2 otherwise
  --keep           leave the session, with all its participants, in the data folder, to look at; its
                   key is printed on standard error
  --json           print one JSON object alone
  --help           this text
`;

const FPS = 10;
/** Rows are written in batches; after this they are there. */
const SETTLE_MS = 600;
const COMMAND_TIMEOUT_MS = 10_000;

/** What the demonstration counted. */
interface DemoReport {
  frames: number;
  analyzed: number;
  dropped: number;
  rows: number;
  lostRows: number;
  exports: Record<string, number>;
  deletedRows: number;
}

async function demoSession(args: readonly string[]): Promise<number> {
  const options = parseDemoArguments(args);
  const stop = new AbortController();
  let status = 0;
  for (const [name, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.once(name, () => {
      status = 128 + number;
      stop.abort();
    });
  }
  try {
    await demonstrate(options, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  // What was under way may still wait for something; there is nothing left to do for it.
  if (stop.signal.aborted) process.exit(status);
  return status;
}

interface DemoOptions {
  readonly seconds: number;
  readonly publishers: number;
  readonly keep: boolean;
  readonly json: boolean;
}

/** Leaves no server and no folder of its own, whatever happens and when `signal` stops it. */
async function demonstrate(options: DemoOptions, signal: AbortSignal): Promise<void> {
  const { keep, json } = options;
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  const say = json ? () => {} : tell;
  const ownDir = keep ? null : await mkdtemp(path.join(os.tmpdir(), 'emostream-demo-'));
  let server: ServerProcess | null = null;
  try {
    say('Starting a server …');
    server = await ServerProcess.start(ownDir ? { EMOSTREAM_DATA_DIR: ownDir } : {}, signal);
    const { url } = server;
    const host = await callServerFor(`${url}/api/sessions`, keyedSeatSchema, {
      method: 'POST',
      body: { title: 'A demonstration', purpose: 'development', name: 'Demo host' },
    });
    if (keep) {
      // Also beside JSON: without the key nobody can look at what is kept.
      tell(`Kept as ${host.sessionCode}. After \`npm start\`, paste this key under Sessions:`);
      tell(host.key);
    }
    try {
      const report = await unlessStopped(signal, runSession(url, host, options, say, signal));
      process.stdout.write(`${JSON.stringify(report)}\n`);
    } finally {
      if (keep) await commandAsHost(url, host, { command: 'end' });
    }
  } finally {
    await server?.stop();
    if (ownDir !== null) await rm(ownDir, { recursive: true, force: true });
  }
}

/** What comes of `work`, which is left alone once `signal` stops it. @throws Error then */
async function unlessStopped<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const stopped = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(new Error('stopped'));
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  // Whichever comes second is nobody's business any more.
  for (const promise of [work, stopped]) promise.catch(() => {});
  return Promise.race([work, stopped]);
}

async function runSession(
  url: string,
  host: KeyedSeat,
  { seconds, publishers: count, keep }: DemoOptions,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<DemoReport> {
  const session = `${url}/api/sessions/${host.sessionCode}`;
  const setRecording = (on: boolean) => commandAsHost(url, host, { command: 'record', on });
  await setRecording(true);

  const people = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const seat = await callServerFor(`${session}/join`, keyedSeatSchema, {
        method: 'POST',
        body: { role: 'participant', name: `Participant ${index + 1}` },
      });
      const frames = await demoClip(index);
      const publisher = new SessionPublisher(url, seat);
      signal.addEventListener('abort', () => publisher.close());
      await publisher.start();
      return { seat, publisher, frames };
    }),
  );
  say(`${count} participants, ${seconds} seconds of moving faces, recorded …`);
  const streaming = Promise.all(
    people.map(({ publisher, frames }) =>
      publisher.publish({ fps: FPS, live: false, frames: () => eachOf(frames) }, seconds, signal),
    ),
  );
  // Its failure is told where it is waited for.
  streaming.catch(() => {});
  await pause((seconds * 1000) / 2);
  await callServerFor(`${session}/markers`, markerSchema, {
    method: 'POST',
    body: { label: 'Half time' },
    bearer: host.key,
  });
  await streaming;
  await pause(SETTLE_MS);
  await setRecording(false);
  for (const { publisher } of people) publisher.close();

  const details = await callServerFor(session, sessionDetailsSchema, { bearer: host.key });
  const exports: Record<string, number> = {};
  for (const format of EXPORT_FORMATS) {
    say(`Exporting ${format} …`);
    const address = `${session}/export?format=${format}`;
    const file = await (await callServer(address, { bearer: host.key })).arrayBuffer();
    exports[format] = file.byteLength;
  }
  const last = people.at(-1);
  const deletedRows = keep || !last ? 0 : await deleteParticipant(session, last.seat, host.key);
  const sum = (name: 'frames' | 'analyzed' | 'dropped') =>
    people.reduce((total, { publisher }) => total + publisher.counts[name], 0);
  return {
    frames: sum('frames'),
    analyzed: sum('analyzed'),
    dropped: sum('dropped'),
    rows: details.frameCount,
    lostRows: sum('analyzed') - details.frameCount,
    exports,
    deletedRows,
  };
}

async function deleteParticipant(
  session: string,
  { participantId }: { participantId: string },
  bearer: string,
): Promise<number> {
  const address = `${session}/participants/${participantId}`;
  const call = { method: 'DELETE', bearer } as const;
  return (await callServerFor(address, deletionSchema, call)).frames;
}

/** Does something that is the host's to do, by a connection of its own. @throws Error */
async function commandAsHost(url: string, host: KeyedSeat, command: HostCommand): Promise<void> {
  // A new one, for the first may have expired in the meantime.
  const { token } = await callServerFor(
    `${url}/api/sessions/${host.sessionCode}/token`,
    seatSchema,
    { method: 'POST', bearer: host.key },
  );
  const { socket } = await connectSeat(url, token);
  const reply = await socket.timeout(COMMAND_TIMEOUT_MS).emitWithAck('host', command);
  socket.disconnect();
  if (!reply.ok) throw new Error(reply.problem.message);
}

async function* eachOf(frames: readonly Buffer[]): AsyncIterable<Buffer> {
  yield* frames;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function parseDemoArguments(args: readonly string[]) {
  const values = parse(args);
  const seconds = Number(values.seconds);
  const publishers = Number(values.publishers);
  if (!(seconds >= 1 && seconds <= 3600)) throw new UsageError('--seconds must be 1 to 3600');
  if (!Number.isInteger(publishers) || publishers < 1 || publishers > 16) {
    throw new UsageError('--publishers must be 1 to 16');
  }
  return { seconds, publishers, keep: values.keep, json: values.json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string', default: '10' },
        publishers: { type: 'string', default: '2' },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

await runCommand(USAGE, demoSession);
