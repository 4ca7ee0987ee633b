import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  deletionSchema,
  EXPORT_FORMATS,
  keyedSeatSchema,
  markerSchema,
  PROTOCOL_VERSION,
  sessionDetailsSchema,
} from '@emostream/protocol';
import { io } from 'socket.io-client';
import { callServer, callServerFor } from './callServer.ts';
import { demoClip } from './demo/demoClip.ts';
import { ServerProcess } from './demo/ServerProcess.ts';
import { SessionPublisher } from './publish/SessionPublisher.ts';
import { runCommand } from './runCommand.ts';
import { UsageError } from './UsageError.ts';

const USAGE = `Shows a whole session without a camera: a server, faces that move, a recording, its exports.

  npm run demo-session -- [options]

  --seconds N      for how long the faces move; 10 otherwise
  --publishers N   how many participants; 2 otherwise
  --keep           leave the session, with all its participants, in the data folder, to look at
  --json           print one JSON object alone
  --help           this text
`;

const FPS = 10;
/** Rows are written in batches; after this they are there. */
const SETTLE_MS = 600;

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
  const { seconds, publishers, keep, json } = parseDemoArguments(args);
  const say = json ? () => {} : (text: string) => process.stderr.write(`${text}\n`);
  const ownDir = keep ? null : await mkdtemp(path.join(os.tmpdir(), 'emostream-demo-'));
  say('Starting a server …');
  const server = await ServerProcess.start(ownDir === null ? {} : { EMOSTREAM_DATA_DIR: ownDir });
  try {
    const report = await runSession(server.url, { seconds, publishers, keep, say });
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } finally {
    await server.stop();
    if (ownDir !== null) await rm(ownDir, { recursive: true, force: true });
  }
  return 0;
}

interface RunOptions {
  readonly seconds: number;
  readonly publishers: number;
  readonly keep: boolean;
  readonly say: (text: string) => void;
}

async function runSession(
  url: string,
  { seconds, publishers: count, keep, say }: RunOptions,
): Promise<DemoReport> {
  const host = await callServerFor(`${url}/api/sessions`, keyedSeatSchema, {
    method: 'POST',
    body: { title: 'A demonstration', purpose: 'development', name: 'Demo host' },
  });
  const session = `${url}/api/sessions/${host.sessionCode}`;
  const setRecording = hostSwitch(url, host.token);
  await setRecording(true);

  const people = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const seat = await callServerFor(`${session}/join`, keyedSeatSchema, {
        method: 'POST',
        body: { role: 'participant', name: `Participant ${index + 1}` },
      });
      const frames = await demoClip(index);
      const publisher = new SessionPublisher(url, seat);
      await publisher.start();
      return { seat, publisher, frames };
    }),
  );
  say(`${count} participants, ${seconds} seconds of moving faces, recorded …`);
  const never = new AbortController().signal;
  const streaming = Promise.all(
    people.map(({ publisher, frames }) =>
      publisher.publish({ fps: FPS, live: false, frames: () => eachOf(frames) }, seconds, never),
    ),
  );
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
  if (keep) {
    say(`Kept as ${host.sessionCode}. After \`npm start\`, paste this key under Sessions:`);
    say(host.key);
  }
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

/** The host's connection, as far as it is needed: to switch recording. */
function hostSwitch(url: string, token: string): (on: boolean) => Promise<void> {
  return async (on) => {
    const socket = io(url, {
      transports: ['websocket'],
      auth: { token, protocolVersion: PROTOCOL_VERSION },
      reconnection: false,
      forceNew: true,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('welcome', () => resolve());
      socket.once('connect_error', reject);
    });
    const reply: unknown = await socket.emitWithAck('host', { command: 'record', on });
    socket.disconnect();
    if (!(reply as { ok?: boolean }).ok) throw new Error('the server did not switch recording');
  };
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
