import { setTimeout as pause } from 'node:timers/promises';
import type { EmotionClassifier } from '@emostream/classifier';
import { loadAnalyzerParts } from '@emostream/vision';
import { afterEach, expect, it } from 'vitest';
import { AnalyzerSet } from '../../apps/stream-server/src/analysis/AnalyzerSet.ts';
import type {
  AnalyzerIdentity,
  AnalyzerJob,
  AnalyzerThread,
} from '../../apps/stream-server/src/analysis/AnalyzerThread.ts';
import type { StreamServer } from '../../apps/stream-server/src/createServer.ts';
import { SCRIPTED_IDENTITY } from '../support/identity.ts';
import { movingFaceClip } from '../support/MovingFaceClip.ts';
import { connectPublisher, startTestServer } from '../support/TestServer.ts';

const JOBS = 6;
/** What a batch takes, however large it is. */
const RUN_MS = 200;

/** Real detection, and a classifier that stands for a GPU's: as slow for one crop as for many. */
class SlowBatchingThread implements AnalyzerThread {
  readonly ready: Promise<AnalyzerIdentity>;
  readonly exited = new Promise<void>(() => {});
  readonly batches: number[] = [];
  readonly #analyzers: Promise<AnalyzerSet>;

  constructor() {
    this.#analyzers = this.#load();
    this.ready = this.#analyzers.then(() => ({ ...SCRIPTED_IDENTITY, jobsAtOnce: JOBS }));
  }

  async run(job: AnalyzerJob) {
    return (await this.#analyzers).run(job);
  }

  async terminate() {}

  async #load(): Promise<AnalyzerSet> {
    const parts = await loadAnalyzerParts({ engine: 'onnx', detector: 'tiny' });
    const slow: EmotionClassifier = {
      manifest: parts.classifier.manifest,
      classifyBatch: async (crops, count) => {
        const probabilities = await parts.classifier.classifyBatch(crops, count);
        await pause(RUN_MS);
        return probabilities;
      },
      dispose: () => parts.classifier.dispose(),
    };
    return AnalyzerSet.batching({ ...parts, classifier: slow }, JOBS, (crops) => {
      this.batches.push(crops);
    });
  }
}

let server: StreamServer | undefined;
afterEach(() => server?.drain());

it('classifies faces of several publishers together, and keeps the order of each (F4)', async () => {
  const thread = new SlowBatchingThread();
  const started = await startTestServer({}, { spawnAnalyzer: () => thread });
  server = started;
  const frames = await movingFaceClip(6);
  const clients = await Promise.all(Array.from({ length: 5 }, () => connectPublisher(started.url)));
  await Promise.all(
    clients.map(async (client) => {
      for (const [seq, { jpeg }] of frames.entries()) {
        expect((await client.send(seq, jpeg)).status).toBe('analyzed');
      }
    }),
  );
  for (const { results } of clients) {
    expect(results.map(({ seq }) => seq)).toEqual(frames.map((_, seq) => seq));
    expect(results.at(-1)?.faces[0]?.raw).toHaveLength(7);
  }
  // One by one, they would have been as many batches as faces.
  const faces = thread.batches.reduce((sum, crops) => sum + crops, 0);
  expect(faces).toBeGreaterThan(clients.length * (frames.length - 2));
  expect(thread.batches.length).toBeLessThan(0.7 * faces);
});
