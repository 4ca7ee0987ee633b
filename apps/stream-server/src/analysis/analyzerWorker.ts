import { parentPort, workerData } from 'node:worker_threads';
import { type EngineName, selectEngine } from '@emostream/classifier';
import {
  createFrameAnalyzer,
  type DetectorName,
  type FrameAnalyzer,
  ImageError,
} from '@emostream/vision';
import type { AnalyzerIdentity, AnalyzerJob, AnalyzerOutcome } from './AnalyzerThread.ts';

/** What an analyzer thread is started with. */
export interface AnalyzerWorkerSettings {
  readonly engine: EngineName | 'auto';
  readonly modelsDir: string;
  readonly liveDetector: DetectorName;
}

/** What an analyzer thread sends. The other way, each message is an `AnalyzerJob`. */
export type MessageFromAnalyzer =
  | { readonly type: 'ready'; readonly identity: AnalyzerIdentity }
  | { readonly type: 'outcome'; readonly outcome: AnalyzerOutcome };

async function outcomeOf(analyzer: FrameAnalyzer, job: AnalyzerJob): Promise<AnalyzerOutcome> {
  try {
    const analysis =
      job.kind === 'frame'
        ? await analyzer.analyze(job.bytes, job.options)
        : await analyzer.analyzePicture(job.bytes, job.options);
    return { ok: true, analysis };
  } catch (error) {
    // Anything else is our own fault: the thread dies of it and is replaced.
    if (!(error instanceof ImageError)) throw error;
    return { ok: false, problem: { reason: error.reason, message: error.message } };
  }
}

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker thread.');
  const settings = workerData as AnalyzerWorkerSettings;
  const { name: engine, reason: engineReason } = await selectEngine(settings.engine);
  const analyzer = await createFrameAnalyzer({
    engine,
    detector: settings.liveDetector,
    modelsDir: settings.modelsDir,
  });
  const send = (message: MessageFromAnalyzer) => port.postMessage(message);
  port.on('message', async (job: AnalyzerJob) => {
    send({ type: 'outcome', outcome: await outcomeOf(analyzer, job) });
  });
  send({ type: 'ready', identity: { engine, engineReason, manifest: analyzer.manifest } });
}

await main();
