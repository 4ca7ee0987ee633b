import type { BenchCase } from './BenchCase.ts';

/** Prints the cases as tables for people. */
export function printTable(cases: readonly BenchCase[]): void {
  for (const { faces, width, height, results, ratios, floorMs, recall, ...over } of cases) {
    console.log(`\n${faces} ${faces === 1 ? 'face' : 'faces'}, ${width}×${height} JPEG\n`);
    printRow(['', 'frames/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms', 'peak MB', 'faces', 'ratio']);
    const others = Object.values(ratios).filter((ratio) => ratio !== null);
    for (const [index, result] of results.entries()) {
      const ratio = index === 0 ? undefined : others[index - 1];
      printRow([
        result.name,
        result.fps.toFixed(1),
        result.p50Ms.toFixed(1),
        result.p95Ms.toFixed(1),
        result.p99Ms.toFixed(1),
        result.cpuMs.toFixed(1),
        result.peakRssMb.toFixed(0),
        result.facesFound.toFixed(2),
        ratio === undefined ? '' : `${ratio.toFixed(1)}×`,
      ]);
    }
    if (floorMs !== null && over.overhead !== null && over.cpuOverhead !== null) {
      const [percent, ofCpu] = [over.overhead, over.cpuOverhead].map((n) => (100 * n).toFixed(0));
      console.log(
        `floor ${floorMs.toFixed(2)} ms a frame; our overhead ${percent} %, of CPU time ${ofCpu} %`,
      );
    }
    console.log(
      `faces seen a frame: ours ${recall.emostream.toFixed(2)}, tiny detector at 320 ` +
        `${recall.plain320.toFixed(2)}; ours saw fewer in ${recall.framesWorse} of ${recall.frames} frames; ` +
        `boxes without a face: ${recall.falseEmostream.toFixed(2)} and ${recall.falsePlain320.toFixed(2)}`,
    );
    if (recall.steadiness !== null) {
      const overlap = recall.steadiness.toFixed(3);
      console.log(
        `a face's box overlaps that of the frame before by ${overlap}, its movement taken off`,
      );
    }
  }
  console.log('\nratio: our frames a second over theirs');
}

function printRow(cells: readonly string[]): void {
  const [name = '', ...numbers] = cells;
  console.log(`${name.padEnd(20)}${numbers.map((cell) => cell.padStart(10)).join('')}`);
}
