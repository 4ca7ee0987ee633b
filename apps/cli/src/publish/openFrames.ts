import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { frameFile } from './frameFile.ts';
import { JpegSplitter } from './JpegSplitter.ts';

/** Frames to publish, and at what rate they were taken. */
export interface FrameSource {
  /** Frames a second. */
  readonly fps: number;
  /** From the beginning, until `signal` ends it. Of a live source there is one run. */
  readonly frames: (signal: AbortSignal) => AsyncIterable<Buffer>;
  /** Whether frames come by themselves, as from a camera: the newest counts then. */
  readonly live: boolean;
}

const DEFAULT_FPS = 10;
const NETWORK = /^(rtsp|rtsps|rtmp|http|https|udp|srt):\/\//;

/**
 * Opens what `--input` names: a folder of JPEGs, an `.mjpeg`, or anything that ffmpeg reads.
 *
 * @throws Error with what is wrong with it
 */
export async function openFrames(input: string, fps: number | null): Promise<FrameSource> {
  if (NETWORK.test(input)) {
    const frames = (signal: AbortSignal) => throughFfmpeg(input, fps, signal);
    return { fps: fps ?? DEFAULT_FPS, live: true, frames };
  }
  const found = await stat(input).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `${input}: there is no such file` : error.message);
  });
  if (found.isDirectory())
    return { fps: fps ?? DEFAULT_FPS, live: false, ...(await folder(input)) };
  if (/\.(mjpe?g|mjpg)$/i.test(input)) {
    return { fps: fps ?? DEFAULT_FPS, live: false, frames: () => split(createReadStream(input)) };
  }
  const rate = fps ?? DEFAULT_FPS;
  return { fps: rate, live: false, frames: (signal) => throughFfmpeg(input, rate, signal) };
}

async function folder(input: string): Promise<Pick<FrameSource, 'frames'>> {
  const names = (await readdir(input)).filter((name) => /\.jpe?g$/i.test(name));
  // 2.jpg before 10.jpg, as people number them.
  names.sort(new Intl.Collator('en', { numeric: true }).compare);
  if (names.length === 0) throw new Error(`${input}: there is no JPEG in this folder`);
  return {
    async *frames() {
      for (const name of names) {
        const file = path.join(input, name);
        const picture = await readFile(file);
        yield await frameFile(picture).catch(() => {
          throw new Error(`${file}: this is no picture that can be read`);
        });
      }
    },
  };
}

async function* split(stream: Readable): AsyncIterable<Buffer> {
  const splitter = new JpegSplitter();
  for await (const chunk of stream) {
    for (const picture of splitter.push(chunk as Buffer)) yield await frameFile(picture);
  }
}

async function* throughFfmpeg(
  input: string,
  fps: number | null,
  signal: AbortSignal,
): AsyncIterable<Buffer> {
  const rate = fps === null ? [] : ['-r', String(fps)];
  const scale = "scale='min(640,iw)':'min(640,ih)':force_original_aspect_ratio=decrease";
  // A live stream is looked at for a second, not the usual five, before its frames come.
  const live = NETWORK.test(input) ? ['-fflags', 'nobuffer', '-analyzeduration', '1000000'] : [];
  const transport = input.startsWith('rtsp') ? ['-rtsp_transport', 'tcp'] : [];
  const ffmpeg = spawn(
    'ffmpeg',
    [
      ...[
        '-nostdin',
        '-loglevel',
        'error',
        ...live,
        ...transport,
        '-i',
        input,
        '-an',
        '-vf',
        scale,
      ],
      ...[...rate, '-q:v', '4', '-f', 'image2pipe', '-c:v', 'mjpeg', 'pipe:1'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const failed = new Promise<never>((_resolve, reject) => {
    ffmpeg.on('error', (error: NodeJS.ErrnoException) => {
      const missing = `${input}: only ffmpeg reads this, and it is not on the PATH`;
      reject(new Error(error.code === 'ENOENT' ? missing : error.message));
    });
  });
  failed.catch(() => {});
  let complaint = '';
  ffmpeg.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-2000);
  });
  const kill = () => ffmpeg.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  const closed = new Promise<number | null>((resolve) => ffmpeg.on('close', resolve));
  try {
    await Promise.race([failed, new Promise((resolve) => ffmpeg.once('spawn', resolve))]);
    yield* split(ffmpeg.stdout);
    if ((await closed) !== 0 && !signal.aborted)
      throw new Error(`${input}: ffmpeg says: ${complaint.trim()}`);
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
  }
}
