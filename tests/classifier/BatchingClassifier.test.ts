import { setTimeout as pause } from 'node:timers/promises';
import {
  BatchingClassifier,
  type BatchingOptions,
  CROP_SIZE,
  type EmotionClassifier,
  type ModelManifest,
} from '@emostream/classifier';
import { describe, expect, it } from 'vitest';

const RUN_MS = 20;

/** Takes as long for one crop as for many, as a GPU does, and gives back the crop's first value. */
class SlowClassifier implements EmotionClassifier {
  readonly manifest = {} as ModelManifest;
  readonly batches: number[] = [];
  fails = false;
  #running = false;

  async classifyBatch(crops: Float32Array, count: number): Promise<Float32Array> {
    if (this.#running) throw new Error('Two batches ran at once.');
    this.#running = true;
    this.batches.push(count);
    await pause(RUN_MS);
    this.#running = false;
    if (this.fails) throw new Error('the engine is gone');
    return Float32Array.from({ length: count * 7 }, (_, index) => {
      return (crops[Math.floor(index / 7) * CROP_SIZE] as number) + (index % 7) / 10;
    });
  }

  async dispose() {}
}

/** So many crops whose first values count up from `first`. */
function crops(first: number, count: number): Float32Array {
  const all = new Float32Array(count * CROP_SIZE);
  for (let index = 0; index < count; index++) all[index * CROP_SIZE] = first + index;
  return all;
}

function batching(options: Partial<BatchingOptions> = {}) {
  const engine = new SlowClassifier();
  const told: number[] = [];
  const classifier = new BatchingClassifier(engine, {
    maxBatch: 16,
    maxWaitMs: 5,
    askers: () => Infinity,
    onBatch: (size) => told.push(size),
    ...options,
  });
  const ask = async (first: number, count: number) => {
    const probabilities = await classifier.classifyBatch(crops(first, count), count);
    expect(probabilities).toHaveLength(7 * count);
    return Array.from({ length: count }, (_, index) => probabilities[7 * index]);
  };
  return { engine, told, ask };
}

describe('BatchingClassifier', () => {
  it('puts what comes within its wait into one batch, and gives everybody their own', async () => {
    const { engine, told, ask } = batching();
    const answers = await Promise.all([ask(10, 2), ask(20, 1), ask(30, 3)]);
    expect(answers).toEqual([[10, 11], [20], [30, 31, 32]]);
    expect(engine.batches).toEqual([6]);
    expect(told).toEqual([6]);
  });

  it('does not wait for anybody where all who could ask have asked', async () => {
    const { engine, ask } = batching({ askers: () => 2, maxWaitMs: 60_000 });
    await Promise.all([ask(1, 1), ask(2, 1)]);
    expect(engine.batches).toEqual([2]);
  });

  it('gathers the next batch while one runs, and runs one at a time', async () => {
    const { engine, ask } = batching({ askers: () => 1 });
    const first = ask(1, 1);
    const others = [ask(2, 1), ask(3, 2), ask(4, 1)];
    await Promise.all([first, ...others]);
    expect(engine.batches).toEqual([1, 4]);
  });

  it('keeps a batch to its bound, and the order in which it was asked', async () => {
    const { engine, ask } = batching({ maxBatch: 4 });
    const order: number[] = [];
    const asked = [3, 2, 2, 9, 1].map((count, index) =>
      ask(10 * index, count).then((answer) => {
        expect(answer[0]).toBe(10 * index);
        order.push(index);
      }),
    );
    await Promise.all(asked);
    expect(engine.batches).toEqual([3, 4, 9, 1]);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('fails all of a batch, and none after it', async () => {
    const { engine, ask } = batching();
    engine.fails = true;
    const both = await Promise.allSettled([ask(1, 1), ask(2, 1)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    engine.fails = false;
    expect(await ask(3, 1)).toEqual([3]);
  });

  it('has nothing to run for a frame without a face', async () => {
    const { engine, ask } = batching();
    expect(await ask(0, 0)).toEqual([]);
    expect(engine.batches).toEqual([]);
  });
});
