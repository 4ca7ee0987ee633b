import { readFile } from 'node:fs/promises';
import type {
  AnalyzeJpeg,
  ContenderReply,
  ContenderRequest,
  Measured,
} from './contenderProtocol.ts';

/** A contender: its name in the results, and how it takes up a clip. */
export interface ContenderParts {
  readonly name: string;
  readonly open: (frames: readonly Uint8Array[]) => AnalyzeJpeg | Promise<AnalyzeJpeg>;
}

/** Serves the benchmark from a child process: holds a clip and runs frames of it when told. */
export function serveContender(start: () => Promise<ContenderParts>): void {
  const reply = (message: ContenderReply) => process.send?.(message);
  let frames: readonly Uint8Array[] = [];
  let analyze: AnalyzeJpeg = async () => 0;
  start().then(
    ({ name, open }) => {
      process.on('message', async (request: ContenderRequest) => {
        if (request.type === 'clip') {
          frames = request.frames;
          analyze = await open(frames);
          reply({ type: 'clipLoaded' });
          return;
        }
        reply({ type: 'measured', ...(await run(analyze, frames, request.from, request.count)) });
      });
      reply({ type: 'ready', name });
    },
    (error: Error) => {
      reply({ type: 'unavailable', reason: error.message });
      process.disconnect();
    },
  );
}

async function run(
  analyze: AnalyzeJpeg,
  frames: readonly Uint8Array[],
  from: number,
  count: number,
): Promise<Measured> {
  const frameMs: number[] = [];
  let faces = 0;
  const cpuBefore = process.cpuUsage();
  for (let index = from; index < from + count; index++) {
    const jpeg = frames[index % frames.length] as Uint8Array;
    const startedAt = performance.now();
    faces += await analyze(jpeg, index);
    frameMs.push(performance.now() - startedAt);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    frameMs,
    faces,
    cpuMs: (user + system) / 1000,
    peakRssMb: await peakRssMb(),
  };
}

/**
 * Linux tells it of this very process; what getrusage says is at least what the process that started this
 * one held then.
 */
async function peakRssMb(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kilobytes) / 1024;
}
