import { EMOTION_COUNT } from '@emostream/protocol';
import * as tf from '@tensorflow/tfjs';
import type { EmotionNetwork } from '../architectures/Architecture.ts';
import { SeededRandom } from '../augmentation/SeededRandom.ts';
import { type EmotionDataset, IMAGE_SIZE } from '../dataset/EmotionDataset.ts';
import { FlatWeights } from './FlatWeights.ts';
import { learningRate } from './learningRate.ts';
import { makeBatch, type TrainingBatch } from './makeBatch.ts';
import { Optimizer } from './Optimizer.ts';
import type { Recipe } from './Recipe.ts';

/** Steps between two looks at the loss: each look waits for the device. */
const STEPS_PER_LOOK = 20;

/** Everything that changes while a network is trained, as plain arrays. */
export interface TrainerState {
  readonly epoch: number;
  readonly steps: number;
  readonly trained: Float32Array;
  readonly statistics: Float32Array;
  readonly averagedTrained: Float32Array;
  readonly averagedStatistics: Float32Array;
  readonly slots: readonly Float32Array[];
}

/** What one epoch gave. */
export interface EpochSummary {
  /** Mean loss of the steps that were looked at. */
  readonly loss: number;
  readonly accuracy: number;
  readonly lr: number;
}

/** Trains one network. Each epoch depends only on the state before it, the recipe, the seed and the data. */
export class Trainer {
  readonly #network: EmotionNetwork;
  readonly #recipe: Recipe;
  readonly #seed: number;
  readonly #weights: FlatWeights;
  readonly #optimizer: Optimizer;
  readonly #dropoutRandom: SeededRandom;
  #averagedTrained: tf.Tensor1D;
  #averagedStatistics: tf.Tensor1D;
  #epoch = 0;

  /** @param dropoutRandom The generator that the network's dropout layers draw from. */
  constructor(network: EmotionNetwork, recipe: Recipe, seed: number, dropoutRandom: SeededRandom) {
    this.#network = network;
    this.#recipe = recipe;
    this.#seed = seed;
    this.#dropoutRandom = dropoutRandom;
    this.#weights = new FlatWeights(network.model);
    this.#optimizer = new Optimizer(recipe, this.#weights.shapes);
    this.#averagedTrained = this.#weights.trained();
    this.#averagedStatistics = this.#weights.statistics();
  }

  /** Epochs done. */
  get epoch(): number {
    return this.#epoch;
  }

  /**
   * Trains over the whole split once.
   *
   * @param onStep Called after each step with the number of steps done and of all steps.
   * @returns null when `signal` stopped it; the state is then that of a half-done epoch and of no use.
   */
  async runEpoch(
    dataset: EmotionDataset,
    onStep: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<EpochSummary | null> {
    const random = new SeededRandom(this.#seed, this.#epoch, 1);
    this.#dropoutRandom.seed(this.#seed, this.#epoch, 2);
    const order = random.permutation(dataset.count);
    const batch = Math.min(this.#recipe.batch, dataset.count);
    const total = Math.floor(dataset.count / batch);
    const recipe = this.#recipeOfEpoch();
    let losses = 0;
    let correct = 0;
    let looks = 0;
    let lr = 0;
    for (let step = 0; step < total; step++) {
      lr = learningRate(recipe, this.#epoch + (step + 1) / total);
      const indices = order.subarray(step * batch, (step + 1) * batch);
      const looking = step % STEPS_PER_LOOK === 0 || step === total - 1;
      const result = this.#step(makeBatch(dataset, indices, recipe, random), lr, looking);
      if (result) {
        losses += result.loss;
        correct += result.accuracy;
        looks++;
      }
      onStep(step + 1, total);
      // Lets signals and progress through: the operators themselves block this thread.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return null;
    }
    this.#epoch++;
    return { loss: losses / looks, accuracy: correct / looks, lr };
  }

  /** Probabilities, `count` × 7, that the averaged weights give for a split. */
  async predict(dataset: EmotionDataset): Promise<Float32Array> {
    return this.#withAveragedWeights(async () => {
      const probabilities = new Float32Array(dataset.count * EMOTION_COUNT);
      const length = IMAGE_SIZE * IMAGE_SIZE;
      for (let from = 0; from < dataset.count; from += this.#recipe.batch) {
        const to = Math.min(dataset.count, from + this.#recipe.batch);
        const output = tf.tidy(() => {
          const values = Float32Array.from(dataset.images.subarray(from * length, to * length));
          const crops = tf.tensor4d(values, [to - from, IMAGE_SIZE, IMAGE_SIZE, 1]);
          return this.#network.model.apply(crops) as tf.Tensor;
        });
        probabilities.set(await output.data<'float32'>(), from * EMOTION_COUNT);
        output.dispose();
      }
      return probabilities;
    });
  }

  /** Runs `task` while the network holds the averaged weights. */
  async #withAveragedWeights<T>(task: () => Promise<T>): Promise<T> {
    if (this.#recipe.average === 0) return task();
    const trained = this.#weights.trained();
    const statistics = this.#weights.statistics();
    this.#weights.writeTrained(this.#averagedTrained);
    this.#weights.writeStatistics(this.#averagedStatistics);
    try {
      return await task();
    } finally {
      this.#weights.writeTrained(trained);
      this.#weights.writeStatistics(statistics);
      tf.dispose([trained, statistics]);
    }
  }

  async save(): Promise<TrainerState> {
    const trained = this.#weights.trained();
    const statistics = this.#weights.statistics();
    const { steps, slots } = this.#optimizer.state;
    const averaged = this.#recipe.average > 0;
    const state: TrainerState = {
      epoch: this.#epoch,
      steps,
      trained: await trained.data<'float32'>(),
      statistics: await statistics.data<'float32'>(),
      averagedTrained: await (averaged ? this.#averagedTrained : trained).data<'float32'>(),
      averagedStatistics: await (averaged
        ? this.#averagedStatistics
        : statistics
      ).data<'float32'>(),
      slots: await Promise.all(slots.map((slot) => slot.data<'float32'>())),
    };
    tf.dispose([trained, statistics]);
    return state;
  }

  restore(state: TrainerState): void {
    tf.dispose([this.#averagedTrained, this.#averagedStatistics]);
    this.#averagedTrained = tf.tensor1d(state.averagedTrained, 'float32');
    this.#averagedStatistics = tf.tensor1d(state.averagedStatistics, 'float32');
    tf.tidy(() => {
      this.#weights.writeTrained(tf.tensor1d(state.trained, 'float32'));
      this.#weights.writeStatistics(tf.tensor1d(state.statistics, 'float32'));
    });
    const slots = state.slots.map((slot) => tf.tensor1d(slot, 'float32'));
    this.#optimizer.restore(state.steps, slots);
    this.#epoch = state.epoch;
  }

  /** Frees the network as well. */
  dispose(): void {
    this.#optimizer.dispose();
    this.#network.model.dispose();
    tf.dispose([this.#averagedTrained, this.#averagedStatistics]);
  }

  /** The recipe, without erasing and mixup in the calm epochs at the end. */
  #recipeOfEpoch(): Recipe {
    const calmFrom = this.#recipe.epochs * (1 - this.#recipe.calmShare);
    return this.#epoch < calmFrom ? this.#recipe : { ...this.#recipe, erase: 0, mixup: 0 };
  }

  /** One step of the optimizer; its loss and accuracy only where they are asked for. */
  #step(
    batch: TrainingBatch,
    lr: number,
    looking: boolean,
  ): { loss: number; accuracy: number } | null {
    let look: { loss: number; accuracy: number } | null = null;
    tf.tidy(() => {
      const crops = tf.tensor4d(batch.images, [batch.count, IMAGE_SIZE, IMAGE_SIZE, 1]);
      const targets = tf.tensor2d(batch.targets, [batch.count, EMOTION_COUNT]);
      let scores: tf.Tensor2D | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const logits = this.#network.logits.apply(crops, { training: true }) as tf.Tensor2D;
        if (looking) scores = tf.keep(logits.clone());
        return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1))) as tf.Scalar;
      }, this.#weights.variables);
      const gradient = this.#weights.joinGradients(grads);
      const next = this.#optimizer.step(this.#weights.trained(), gradient, lr);
      for (const slot of this.#optimizer.state.slots) tf.keep(slot);
      this.#weights.writeTrained(next);
      this.#average(next);
      if (!scores) return;
      const hits = tf.equal(tf.argMax(scores, 1), tf.argMax(targets, 1));
      const [loss = Number.NaN] = value.dataSync<'float32'>();
      const [accuracy = 0] = tf.mean(tf.cast(hits, 'float32')).dataSync<'float32'>();
      tf.dispose(scores);
      look = { loss, accuracy };
    });
    return look;
  }

  /** Moves the averages towards the weights; slower ones only once there are weights worth keeping. */
  #average(trained: tf.Tensor1D): void {
    if (this.#recipe.average === 0) return;
    const { steps } = this.#optimizer.state;
    const keep = Math.min(this.#recipe.average, (1 + steps) / (10 + steps));
    const follow = (average: tf.Tensor1D, latest: tf.Tensor1D): tf.Tensor1D =>
      tf.keep(tf.tidy(() => average.add(latest.sub(average).mul(1 - keep))));
    const nextTrained = follow(this.#averagedTrained, trained);
    const nextStatistics = follow(this.#averagedStatistics, this.#weights.statistics());
    tf.dispose([this.#averagedTrained, this.#averagedStatistics]);
    this.#averagedTrained = nextTrained;
    this.#averagedStatistics = nextStatistics;
  }
}
