import type { Overload } from './measureOverload.ts';
import type { LoadRun } from './measureRun.ts';
import type { Soak } from './measureSoak.ts';
import type { Memory } from './memoryOf.ts';

const COLUMNS = [
  'publishers',
  'held',
  'results/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'dropped',
  'Jain',
  'loop p99',
  'RSS MB',
  'server CPU',
  'relayed/s',
  'clients CPU',
] as const;

/** The table's first line. */
export function runHeading(): string {
  return row(COLUMNS);
}

/** One run as a line of the table. Ages and delays are in milliseconds. */
export function printRun(run: LoadRun): string {
  const { frameAgeMs, eventLoopMs, generator, relayedPerSecond } = run;
  return row([
    String(run.publishers),
    String(run.held),
    run.framesPerSecond.toFixed(1),
    frameAgeMs.p50.toFixed(0),
    frameAgeMs.p95.toFixed(0),
    frameAgeMs.p99.toFixed(0),
    String(run.dropped),
    run.jain.toFixed(3),
    eventLoopMs.p99.toFixed(1),
    run.rssMb.toFixed(0),
    run.serverCpu.toFixed(2),
    relayedPerSecond === null ? '–' : relayedPerSecond.toFixed(1),
    generator.cpuShare.toFixed(2),
  ]);
}

function row(cells: readonly string[]): string {
  return `${cells.map((cell, at) => cell.padStart((COLUMNS[at]?.length ?? 0) + 2)).join('')}\n`;
}

export function overloadInWords({ recoveryMs }: Overload): string {
  const after = recoveryMs === null ? 'never' : `${recoveryMs} ms after it`;
  return `Under three times the load: all is well again ${after}.\n`;
}

export function soakInWords({ minutes, rss, rssSlope, eventLoopP99Ms }: Soak): string {
  const { perUnit, low, high, isDistinguishable } = rssSlope;
  const interval = `95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}`;
  const verdict = isDistinguishable ? 'distinguishable' : 'not distinguishable';
  const delays = [...eventLoopP99Ms].sort((one, other) => one - other);
  const delay = (at: number) => delays[at]?.toFixed(1);
  return [
    `Soak of ${minutes} minutes: RSS ${rss[0]?.rssMb.toFixed(0)} MB at first, ${rss.at(-1)?.rssMb.toFixed(0)} MB at last.`,
    `Its slope is ${perUnit.toFixed(3)} MB a minute (${interval}): ${verdict} from zero.`,
    `Event-loop p99 of each minute: ${delay(0)} to ${delay(delays.length - 1)} ms, median ${delay(delays.length >> 1)} ms.`,
    '',
  ].join('\n');
}

export function memoryInWords({ byWorkers, perFurtherWorkerMb }: Memory): string {
  const parts = byWorkers.map(({ workers, rssMb }) => `${rssMb.toFixed(0)} MB with ${workers}`);
  const further =
    perFurtherWorkerMb === null ? '' : `, ${perFurtherWorkerMb.toFixed(0)} MB each more`;
  return `RSS by analyzer threads: ${parts.join(', ')}${further}.\n`;
}
