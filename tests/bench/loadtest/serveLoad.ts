import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { LoadCrowd } from './LoadCrowd.ts';
import type { LoadMeasurement, LoadReply, LoadRequest } from './loadProtocol.ts';

// The process that holds all clients of a load test, so that they do not disturb the server's threads.

/** Frames that are not answered within this after the measuring are given up. Milliseconds. */
const ANSWER_MS = 5000;

const [, , url = '', sessionSize = ''] = process.argv;
let crowd = new LoadCrowd(url, Number(sessionSize), []);

async function measure(ms: number): Promise<LoadMeasurement> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  for (const publisher of crowd.publishers) publisher.measure(startMs, startMs + ms);
  for (const viewer of crowd.viewers) viewer.takeRelayed();
  await pause(ms);
  const relayed = crowd.viewers.map((viewer) => viewer.takeRelayed());
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  const lateMs = performance.now() + ANSWER_MS;
  while (crowd.publishers.some(({ isWaited }) => isWaited) && performance.now() < lateMs) {
    await pause(20);
  }
  return {
    publishers: crowd.publishers.map((publisher) => publisher.takeFrames()),
    relayed,
    generator: {
      cpuShare: (user + system) / 1000 / ms,
      // Node counts the interval itself.
      delayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - 10),
    },
  };
}

async function answerTo(request: LoadRequest): Promise<LoadReply> {
  switch (request.type) {
    case 'clip':
      crowd = new LoadCrowd(url, Number(sessionSize), request.frames);
      return { type: 'done' };
    case 'clients':
      await crowd.resize(request.publishers, request.viewers);
      return { type: 'done' };
    case 'rate':
      crowd.play(request.fps);
      return { type: 'done' };
    case 'measure':
      return { type: 'measured', ...(await measure(request.ms)) };
  }
}

process.on('message', (request: LoadRequest) => {
  answerTo(request)
    .catch((error: Error): LoadReply => ({ type: 'failed', reason: error.message }))
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
