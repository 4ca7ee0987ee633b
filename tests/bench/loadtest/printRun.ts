import type { LoadRun } from './measureRun.ts';

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
