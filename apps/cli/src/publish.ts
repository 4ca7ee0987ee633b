import { parseArgs } from 'node:util';
import { keyedSeatSchema, lobbySchema, sessionCodeSchema } from '@emostream/protocol';
import { callServerFor } from './callServer.ts';
import { type FrameSource, openFrames } from './publish/openFrames.ts';
import { SessionPublisher } from './publish/SessionPublisher.ts';
import { runCommand } from './runCommand.ts';
import { UsageError } from './UsageError.ts';

const USAGE = `Streams pictures into a live session as a participant, without a camera.

  npm run publish -- --url URL --code CODE --input FILE|DIR --consent [options]

  --url URL        where the server is, such as http://localhost:3000
  --code CODE      the session's code
  --input PATH     a folder of JPEGs, an .mjpeg, or, where ffmpeg is on the PATH, any video file or
                   RTSP address
  --consent        everybody in the pictures has consented to their analysis, as the session's lobby
                   describes it; nothing is sent without this
  --name NAME      what the participant is called; "Publisher" otherwise
  --fps N          frames a second; 10 otherwise, and for a live address as they come
  --seconds N      for how long, repeating the input where it is shorter; once through otherwise
  --json           print one JSON object with what became of the frames
  --help           this text

A server with a certificate of its own making is trusted by NODE_EXTRA_CA_CERTS=data/tls-cert.pem.
`;

interface PublishArguments {
  readonly url: string;
  readonly code: string;
  readonly input: string;
  readonly name: string;
  readonly fps: number | null;
  readonly seconds: number | null;
  readonly json: boolean;
}

async function publish(args: readonly string[]): Promise<number> {
  const asked = parsePublishArguments(args);
  const source = await openFrames(asked.input, asked.fps);
  if (!source.live) await tryToRead(source);
  const session = `${asked.url}/api/sessions/${asked.code}`;
  const lobby = await callServerFor(`${session}/lobby`, lobbySchema);
  const seat = await callServerFor(`${session}/join`, keyedSeatSchema, {
    method: 'POST',
    body: { role: 'participant', name: asked.name },
  });
  const say = asked.json ? () => {} : (text: string) => process.stdout.write(`${text}\n`);
  say(`In "${lobby.title}" as ${asked.name}${lobby.recording ? ', which is recorded' : ''}.`);
  say(`Key to this participant's rows: ${seat.key}`);
  const publisher = new SessionPublisher(asked.url, seat);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  try {
    await publisher.start();
    await publisher.publish(source, asked.seconds, stop.signal);
  } finally {
    publisher.close();
    const { counts } = publisher;
    if (asked.json) {
      process.stdout.write(`${JSON.stringify({ ...counts, key: seat.key })}\n`);
    } else {
      say(
        `${counts.frames} frames sent, ${counts.analyzed} analyzed with ${counts.faces} faces, ` +
          `${counts.dropped} dropped, ${counts.rejected} rejected, ${counts.skipped} skipped.`,
      );
    }
  }
  return 0;
}

/** Before anybody is joined for it. @throws Error where there is nothing to stream */
async function tryToRead(source: FrameSource): Promise<void> {
  for await (const _ of source.frames(new AbortController().signal)) return;
  throw new Error('there is no picture in the input');
}

function parsePublishArguments(args: readonly string[]): PublishArguments {
  const values = parse(args);
  const { url, input } = values;
  const code = sessionCodeSchema.safeParse(values.code?.toUpperCase());
  if (!url || !URL.canParse(url)) throw new UsageError('--url must be the address of a server');
  if (!code.success) throw new UsageError('--code must be the code of a session');
  if (!input) throw new UsageError('--input is missing');
  if (!values.consent) throw new UsageError('--consent is missing: nothing is sent without it');
  return {
    url: new URL(url).origin,
    code: code.data,
    input,
    name: values.name,
    fps: positive('--fps', values.fps),
    seconds: positive('--seconds', values.seconds),
    json: values.json,
  };
}

function positive(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${flag} must be a number above 0`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        code: { type: 'string' },
        input: { type: 'string' },
        name: { type: 'string', default: 'Publisher' },
        consent: { type: 'boolean', default: false },
        fps: { type: 'string' },
        seconds: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

await runCommand(USAGE, publish);
