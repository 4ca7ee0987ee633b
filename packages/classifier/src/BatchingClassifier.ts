import { EMOTION_COUNT } from '@emostream/protocol';
import { CROP_SIZE } from './cropShape.ts';
import type { EmotionClassifier } from './EmotionClassifier.ts';
import type { ModelManifest } from './modelManifest.ts';

export interface BatchingOptions {
  /** Crops of one batch at most. More that were asked for in one go are a batch of their own. */
  readonly maxBatch: number;
  /** For how long the first crops of a batch wait for others, at most. Milliseconds. */
  readonly maxWaitMs: number;
  /** How many may ask at all at the moment: when all of them wait, nobody else is waited for. */
  readonly askers: () => number;
  /** Told of each batch's number of crops. */
  readonly onBatch: (crops: number) => void;
}

interface WaitingCrops {
  readonly crops: Float32Array;
  readonly count: number;
  resolve(probabilities: Float32Array): void;
  reject(error: unknown): void;
}

/**
 * Puts the crops of several frames into one batch, in the order in which they were asked for. A GPU takes
 * about as long for one crop as for sixteen; a CPU does not, so that there it would only add the wait. While
 * a batch runs, the next one gathers.
 */
export class BatchingClassifier implements EmotionClassifier {
  readonly #classifier: EmotionClassifier;
  readonly #options: BatchingOptions;
  readonly #waiting: WaitingCrops[] = [];
  #timer: NodeJS.Timeout | null = null;
  #running = false;

  /** @param classifier runs the batches; it is disposed of with this one */
  constructor(classifier: EmotionClassifier, options: BatchingOptions) {
    this.#classifier = classifier;
    this.#options = options;
  }

  get manifest(): ModelManifest {
    return this.#classifier.manifest;
  }

  /** The crops are read until the answer comes, so that they must not change before. */
  async classifyBatch(crops: Float32Array, count: number): Promise<Float32Array> {
    if (count === 0) return new Float32Array(0);
    if (crops.length < count * CROP_SIZE) {
      throw new RangeError(`${count} crops need ${count * CROP_SIZE} values, not ${crops.length}`);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ crops, count, resolve, reject });
      this.#next();
    });
  }

  async dispose(): Promise<void> {
    await this.#classifier.dispose();
  }

  /** Runs a batch where it is full or nobody else can ask, else waits for others. */
  #next(): void {
    if (this.#running || this.#waiting.length === 0) return;
    const crops = this.#waiting.reduce((total, { count }) => total + count, 0);
    const isFull = crops >= this.#options.maxBatch;
    if (isFull || this.#waiting.length >= this.#options.askers()) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), this.#options.maxWaitMs);
  }

  #start(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running = true;
    void this.#run(this.#takeBatch()).then(() => {
      this.#running = false;
      // Those that came meanwhile have waited.
      if (this.#waiting.length > 0) this.#start();
    });
  }

  #takeBatch(): WaitingCrops[] {
    let crops = 0;
    const after = this.#waiting.findIndex(({ count }, index) => {
      crops += count;
      return index > 0 && crops > this.#options.maxBatch;
    });
    return this.#waiting.splice(0, after < 0 ? this.#waiting.length : after);
  }

  async #run(batch: readonly WaitingCrops[]): Promise<void> {
    const total = batch.reduce((sum, { count }) => sum + count, 0);
    try {
      const probabilities = await this.#classifier.classifyBatch(joined(batch, total), total);
      this.#options.onBatch(total);
      let start = 0;
      for (const { count, resolve } of batch) {
        resolve(probabilities.slice(start * EMOTION_COUNT, (start + count) * EMOTION_COUNT));
        start += count;
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

function joined(batch: readonly WaitingCrops[], total: number): Float32Array {
  const all = new Float32Array(total * CROP_SIZE);
  let start = 0;
  for (const { crops, count } of batch) {
    all.set(crops.subarray(0, count * CROP_SIZE), start * CROP_SIZE);
    start += count;
  }
  return all;
}
