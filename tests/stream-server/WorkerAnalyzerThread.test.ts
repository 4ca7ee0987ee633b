import { MODELS_DIR } from '@emostream/classifier';
import { afterEach, describe, expect, it } from 'vitest';
import { WorkerAnalyzerThread } from '../../apps/stream-server/src/analysis/WorkerAnalyzerThread.ts';
import { movingFaceClip } from '../support/MovingFaceClip.ts';

const threads: WorkerAnalyzerThread[] = [];
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())));

function startThread(modelsDir = MODELS_DIR): WorkerAnalyzerThread {
  const thread = new WorkerAnalyzerThread({ engine: 'onnx', modelsDir, liveDetector: 'tiny' });
  threads.push(thread);
  return thread;
}

async function frameJob() {
  const [frame] = await movingFaceClip(1);
  return {
    kind: 'frame',
    bytes: new Uint8Array(frame?.jpeg ?? []),
    options: { inputSize: 160 },
  } as const;
}

describe('WorkerAnalyzerThread', () => {
  it('says what it loaded, and analyzes', async () => {
    const thread = startThread();
    expect(await thread.ready).toMatchObject({ engine: 'onnx' });
    const outcome = await thread.run(await frameJob());
    expect(outcome.ok && outcome.analysis.faces).toHaveLength(1);
  });

  it('says why it cannot start', async () => {
    const thread = startThread('/no/such/folder');
    await expect(thread.ready).rejects.toThrow('no model in');
    await thread.exited;
  });

  // Torn down within ONNX Runtime, it would take this whole process with it.
  it.each([0, 5, 20])('ends its job before it is ended, %i ms into it', async (afterMs) => {
    const thread = startThread();
    await thread.ready;
    const running = thread.run(await frameJob());
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await thread.terminate();
    expect((await running).ok).toBe(true);
    await thread.exited;
  });

  it('ends its start before it is ended', async () => {
    const thread = startThread();
    await thread.terminate();
    await thread.exited;
    await thread.ready;
  });
});
