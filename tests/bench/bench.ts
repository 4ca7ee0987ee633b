import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MODELS_DIR } from '@emostream/classifier';
import type { BenchCase } from './BenchCase.ts';
import { drawBenchChart } from './drawBenchChart.ts';
import { FACE_COUNTS, FRAME_SIZES } from './makeClip.ts';
import { printTable } from './printTable.ts';
import { runCase } from './runCase.ts';
import { startContenders } from './startContenders.ts';

const USAGE = `Frames a second of the live path on one thread, beside face-api and human and above the floor of its own
native calls, in one run. For 0, 1, 4 and 8 faces at 640×480 and 1280×720.

  npm run bench [-- --json] [--svg FILE] [--faces LIST] [--widths LIST] [--rounds N] [--frames N]
                [--engine NAME] [--models DIR]

  --json         one JSON object instead of the tables
  --svg FILE     draws a chart as well
  --faces LIST   only these numbers of faces, as 1,4
  --widths LIST  only these frame widths, as 640
  --rounds N     interleaved rounds a contender and case (default 5)
  --frames N     frames a round (default 30)
  --engine NAME  our engine (default auto)
  --models DIR   a folder like models/ with another emotion model
`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      svg: { type: 'string' },
      faces: { type: 'string', default: FACE_COUNTS.join(',') },
      widths: { type: 'string', default: FRAME_SIZES.map(({ width }) => width).join(',') },
      rounds: { type: 'string', default: '5' },
      frames: { type: 'string', default: '30' },
      engine: { type: 'string', default: 'auto' },
      models: { type: 'string', default: MODELS_DIR },
      help: { type: 'boolean', default: false },
    },
  });
  const faces = numbersOf('faces', values.faces, FACE_COUNTS);
  const widths = numbersOf(
    'widths',
    values.widths,
    FRAME_SIZES.map(({ width }) => width),
  );
  for (const flag of ['rounds', 'frames'] as const) {
    const number = Number(values[flag]);
    if (!Number.isInteger(number) || number < 1) {
      throw new Error(`--${flag} ${values[flag]}: give a whole number above zero`);
    }
  }
  return { ...values, faces, widths };
}

function numbersOf(flag: string, list: string, known: readonly number[]): readonly number[] {
  const numbers = list.split(',').map(Number);
  const unknown = numbers.find((number) => !known.includes(number));
  if (unknown === undefined) return numbers;
  throw new Error(`--${flag} ${list}: choose of ${known.join(', ')}`);
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
  const cases: BenchCase[] = [];
  const leftOut = new Set<string>();
  const onLeftOut = (name: string, reason: string) => {
    if (!leftOut.has(name)) process.stderr.write(`${name} is left out: ${reason}\n`);
    leftOut.add(name);
  };
  for (const size of FRAME_SIZES.filter(({ width }) => values.widths.includes(width))) {
    for (const faces of FACE_COUNTS.filter((count) => values.faces.includes(count))) {
      const contenders = await startContenders(values.engine, values.models, onLeftOut);
      try {
        const [rounds, frames] = [Number(values.rounds), Number(values.frames)];
        cases.push(await runCase(faces, size, contenders, rounds, frames));
      } finally {
        for (const contender of Object.values(contenders)) contender?.stop();
      }
    }
  }
  if (values.svg !== undefined) writeFileSync(values.svg, drawBenchChart(cases));
  if (values.json) console.log(JSON.stringify({ cases }));
  else printTable(cases);
}

await main();
