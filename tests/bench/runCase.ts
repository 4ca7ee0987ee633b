import type { BenchCase, BenchResult } from './BenchCase.ts';
import type { Contender } from './Contender.ts';
import type { Measured } from './contenderProtocol.ts';
import { type FaceCount, type FrameSize, makeClip } from './makeClip.ts';
import { measureRecall } from './measureRecall.ts';
import { percentile } from './percentile.ts';
import { type Contenders, OTHERS } from './startContenders.ts';

/** Frames before the clock starts: compilers and caches warm up. */
const WARM_UP_FRAMES = 30;

const CLIP_FRAMES = 120;

/** Runs one case: every contender over the same clip, in turns. */
export async function runCase(
  faces: FaceCount,
  size: FrameSize,
  contenders: Contenders,
  rounds: number,
  frames: number,
): Promise<BenchCase> {
  const clip = await makeClip(faces, size, CLIP_FRAMES);
  const present = Object.values(contenders).filter((contender) => contender !== null);
  const measured = new Map<Contender, Measured[]>();
  for (const contender of present) {
    await contender.load(clip);
    await contender.run(0, WARM_UP_FRAMES);
    measured.set(contender, []);
  }
  for (let round = 0; round < rounds; round++) {
    // In turns, so that whatever else the machine does hits all alike.
    for (const [contender, runs] of measured) {
      runs.push(await contender.run(WARM_UP_FRAMES + round * frames, frames));
    }
  }
  const resultOf = (contender: Contender) =>
    summarize(contender.name, measured.get(contender) ?? []);
  const own = resultOf(contenders.emostream);
  const floor = contenders.floor && resultOf(contenders.floor);
  const others = OTHERS.map((name) => {
    const contender = contenders[name];
    return [name, contender && resultOf(contender)] as const;
  });
  return {
    faces,
    width: size.width,
    height: size.height,
    results: [own, ...others.map(([, result]) => result).filter((result) => result !== null)],
    ratios: Object.fromEntries(
      others.map(([name, result]) => [name, result && own.fps / result.fps]),
    ) as BenchCase['ratios'],
    floorMs: floor && 1000 / floor.fps,
    overhead: floor && floor.fps / own.fps - 1,
    cpuOverhead: floor && own.cpuMs / floor.cpuMs - 1,
    recall: await measureRecall(clip, faces, size),
  };
}

function summarize(name: string, runs: readonly Measured[]): BenchResult {
  const frameMs = runs.flatMap((run) => run.frameMs);
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    name,
    fps: (1000 * frameMs.length) / total(frameMs),
    p50Ms: percentile(frameMs, 0.5),
    p95Ms: percentile(frameMs, 0.95),
    p99Ms: percentile(frameMs, 0.99),
    cpuMs: total(runs.map((run) => run.cpuMs)) / frameMs.length,
    peakRssMb: Math.max(...runs.map((run) => run.peakRssMb)),
    facesFound: total(runs.map((run) => run.faces)) / frameMs.length,
  };
}
