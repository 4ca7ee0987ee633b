import { parentPort, workerData } from 'node:worker_threads';
import { type EngineName, selectEngine } from '@emostream/classifier';
import {
  createFrameAnalyzer,
  type DetectorName,
  type FrameAnalyzerOptions,
  loadAnalyzerParts,
} from '@emostream/vision';
import { AnalyzerSet } from './AnalyzerSet.ts';
import type { AnalyzerIdentity, AnalyzerJob, AnalyzerOutcome } from './AnalyzerThread.ts';

/** What an analyzer thread is started with. */
export interface AnalyzerWorkerSettings {
  readonly engine: EngineName | 'auto';
  readonly modelsDir: string;
  readonly liveDetector: DetectorName;
}

/** What an analyzer thread is sent. */
export interface MessageToAnalyzer {
  readonly id: number;
  readonly job: AnalyzerJob;
}

/** What an analyzer thread sends. */
export type MessageFromAnalyzer =
  | { readonly type: 'ready'; readonly identity: AnalyzerIdentity }
  | {
      readonly type: 'outcome';
      readonly id: number;
      readonly outcome: AnalyzerOutcome;
      /** Crops of each batch that was classified since the last message. */
      readonly batches: readonly number[];
    };

/** Frames under way at once in the thread that has the GPU. */
const GPU_JOBS = 8;

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker thread.');
  const settings = workerData as AnalyzerWorkerSettings;
  const { name: engine, reason: engineReason } = await selectEngine(settings.engine);
  const { liveDetector: detector, modelsDir } = settings;
  const batches: number[] = [];
  const { analyzers, ...models } = await load({ engine, detector, modelsDir }, (crops) => {
    batches.push(crops);
  });
  const send = (message: MessageFromAnalyzer) => port.postMessage(message);
  port.on('message', async ({ id, job }: MessageToAnalyzer) => {
    // What is our own fault rejects: the thread dies of it and is replaced.
    const outcome = await analyzers.run(job);
    send({ type: 'outcome', id, outcome, batches: batches.splice(0) });
  });
  send({ type: 'ready', identity: { engine, engineReason, ...models } });
}

/** One frame after the other on a CPU; on a GPU several at once, whose faces it classifies together. */
async function load(options: FrameAnalyzerOptions, onBatch: (crops: number) => void) {
  if (options.engine === 'tfjs-node-gpu') {
    const parts = await loadAnalyzerParts(options);
    const analyzers = await AnalyzerSet.batching(parts, GPU_JOBS, onBatch);
    return { analyzers, manifest: parts.classifier.manifest, jobsAtOnce: GPU_JOBS };
  }
  const analyzer = await createFrameAnalyzer(options);
  const analyzers = AnalyzerSet.ofOne(analyzer, onBatch);
  return { analyzers, manifest: analyzer.manifest, jobsAtOnce: 1 };
}

await main();
