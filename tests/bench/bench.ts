import { parseArgs } from 'node:util';
import { MODELS_DIR } from '@emostream/classifier';
import { Contender } from './Contender.ts';
import { CLIP_HEIGHT, CLIP_WIDTH, FACE_COUNTS, type FaceCount, makeClip } from './makeClip.ts';

const USAGE = `Frames a second of the live path beside face-api's own, in one run.

  npm run bench [-- --json] [--rounds N] [--frames N] [--engine NAME] [--models DIR]

  --json         one JSON object instead of the table
  --rounds N     interleaved rounds a contender and case (default 6)
  --frames N     frames a round (default 40)
  --engine NAME  our engine (default auto)
  --models DIR   a folder like models/ with another emotion model
`;

/** Frames before the clock starts: compilers and caches warm up. */
const WARM_UP_FRAMES = 20;
const CLIP_FRAMES = 120;

interface Result {
  readonly name: string;
  readonly fps: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Faces found a frame, to see that all did the same work. */
  readonly facesFound: number;
}

/** Ratios are our frames a second over theirs; null where theirs does not run on this machine. */
interface BenchCase {
  readonly faces: number;
  readonly width: number;
  readonly height: number;
  readonly results: readonly Result[];
  readonly ratios: { readonly faceApiWasm: number | null; readonly faceApiNode: number | null };
}

interface Contenders {
  readonly emostream: Contender;
  readonly faceApiWasm: Contender | null;
  readonly faceApiNode: Contender | null;
}

async function startContenders(engine: string, modelsDir: string): Promise<Contenders> {
  const started = {
    emostream: await Contender.start('./emostreamContender.ts', [engine, modelsDir]),
    faceApiWasm: await Contender.start('./faceApiContender.ts', ['tfjs-wasm']),
    faceApiNode: await Contender.start('./faceApiContender.ts', ['tfjs-node']),
  };
  for (const [name, contender] of Object.entries(started)) {
    if ('reason' in contender) process.stderr.write(`${name} is left out: ${contender.reason}\n`);
  }
  if ('reason' in started.emostream) throw new Error(started.emostream.reason);
  return {
    emostream: started.emostream,
    faceApiWasm: 'reason' in started.faceApiWasm ? null : started.faceApiWasm,
    faceApiNode: 'reason' in started.faceApiNode ? null : started.faceApiNode,
  };
}

async function runCase(
  faces: FaceCount,
  { emostream, faceApiWasm, faceApiNode }: Contenders,
  rounds: number,
  frames: number,
): Promise<BenchCase> {
  const clip = await makeClip(faces, CLIP_FRAMES);
  const present = [emostream, faceApiWasm, faceApiNode].filter((contender) => contender !== null);
  const measured = new Map(
    present.map((contender) => [contender, { ms: [] as number[], faces: 0 }]),
  );
  for (const contender of present) {
    await contender.load(clip);
    await contender.run(0, WARM_UP_FRAMES);
  }
  for (let round = 0; round < rounds; round++) {
    // In turns, so that whatever else the machine does hits all alike.
    for (const [contender, sum] of measured) {
      const { frameMs, faces: found } = await contender.run(round * frames, frames);
      sum.ms.push(...frameMs);
      sum.faces += found;
    }
  }
  const results = [...measured].map(([contender, { ms, faces: found }]) =>
    summarize(contender.name, ms, found),
  );
  const fpsOf = (contender: Contender) =>
    results.find(({ name }) => name === contender.name)?.fps ?? Number.NaN;
  const ratioTo = (contender: Contender | null) =>
    contender === null ? null : fpsOf(emostream) / fpsOf(contender);
  return {
    faces,
    width: CLIP_WIDTH,
    height: CLIP_HEIGHT,
    results,
    ratios: { faceApiWasm: ratioTo(faceApiWasm), faceApiNode: ratioTo(faceApiNode) },
  };
}

function summarize(name: string, frameMs: readonly number[], faces: number): Result {
  const sorted = frameMs.toSorted((a, b) => a - b);
  const percentile = (share: number) =>
    sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  const totalMs = frameMs.reduce((sum, ms) => sum + ms, 0);
  return {
    name,
    fps: (1000 * frameMs.length) / totalMs,
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    facesFound: faces / frameMs.length,
  };
}

function printTable(cases: readonly BenchCase[]): void {
  const row = (cells: readonly string[]) => {
    const [name = '', ...numbers] = cells;
    console.log(`${name.padEnd(22)}${numbers.map((cell) => cell.padStart(12)).join('')}`);
  };
  for (const { faces, width, height, results, ratios } of cases) {
    console.log(`\n${faces} ${faces === 1 ? 'face' : 'faces'}, ${width}×${height} JPEG\n`);
    row(['', 'frames/s', 'p50 ms', 'p95 ms', 'faces', 'ratio']);
    for (const { name, fps, p50Ms, p95Ms, facesFound } of results) {
      const ratio = name.endsWith('wasm') ? ratios.faceApiWasm : ratios.faceApiNode;
      const shown = name.startsWith('face-api') && ratio !== null ? `${ratio.toFixed(1)}×` : '';
      row([name, fps.toFixed(1), p50Ms.toFixed(1), p95Ms.toFixed(1), facesFound.toFixed(2), shown]);
    }
  }
  console.log('\nratio: our frames a second over theirs');
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '6' },
      frames: { type: 'string', default: '40' },
      engine: { type: 'string', default: 'auto' },
      models: { type: 'string', default: MODELS_DIR },
      help: { type: 'boolean', default: false },
    },
  });
  for (const flag of ['rounds', 'frames'] as const) {
    const number = Number(values[flag]);
    if (!Number.isInteger(number) || number < 1) {
      throw new Error(`--${flag} ${values[flag]}: give a whole number above zero`);
    }
  }
  return values;
}

async function main(): Promise<void> {
  let values: ReturnType<typeof readArguments>;
  try {
    values = readArguments();
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    process.exitCode = 2;
    return;
  }
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const contenders = await startContenders(values.engine, values.models);
  try {
    const cases: BenchCase[] = [];
    for (const faces of FACE_COUNTS) {
      cases.push(await runCase(faces, contenders, Number(values.rounds), Number(values.frames)));
    }
    if (values.json) console.log(JSON.stringify({ cases }));
    else printTable(cases);
  } finally {
    for (const contender of Object.values(contenders)) contender?.stop();
  }
}

await main();
