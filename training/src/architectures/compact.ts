import { EMOTION_COUNT } from '@emostream/protocol';
import * as tf from '@tensorflow/tfjs';
import { IMAGE_SIZE } from '../dataset/EmotionDataset.ts';
import { BatchNormLayer } from '../layers/BatchNormLayer.ts';
import { Conv2dLayer } from '../layers/Conv2dLayer.ts';
import { ReluLayer } from '../layers/ReluLayer.ts';
import { SeededDropoutLayer } from '../layers/SeededDropoutLayer.ts';
import type { Architecture, BuildSettings, EmotionNetwork } from './Architecture.ts';

/** Blocks of each stage. Each stage halves the image (the first one's stem does) and doubles the width. */
const STAGES = [2, 2, 2, 2];

/** How much narrower the middle of a squeeze-and-excitation is. */
const SQUEEZE = 8;

const BATCH_NORM = { momentum: 0.9, epsilon: 1e-3 };

/**
 * A residual network (He et al. 2016) with squeeze-and-excitation (Hu et al. 2018), sized to run on one
 * CPU core for every face of a live frame: at most 3 M parameters and 60 M multiply-adds.
 */
export const compact: Architecture = {
  name: 'compact',
  width: 24,
  dropout: 0.2,
  recipe: {
    epochs: 40,
    batch: 128,
    optimizer: 'sgd',
    lr: 0.1,
    muonLr: 0.05,
    schedule: 'cosine',
    warmupEpochs: 1,
    momentum: 0.9,
    weightDecay: 5e-4,
    labelSmoothing: 0.05,
    ferplusShare: 0.35,
    average: 0.999,
    mixup: 0.1,
    calmShare: 0.2,
    mirror: true,
    rotate: 12,
    scale: 0.12,
    shift: 0.08,
    brightness: 0.2,
    contrast: 0.2,
    erase: 0.3,
    soften: 0,
    noise: 0,
  },
  build: (settings) => new CompactBuilder(settings).build(),
};

/** Adds layers with running names and seeds. */
class CompactBuilder {
  readonly #settings: BuildSettings;
  #layers = 0;

  constructor(settings: BuildSettings) {
    this.#settings = settings;
  }

  build(): EmotionNetwork {
    const { width, dropout, random } = this.#settings;
    const input = tf.input({ shape: [IMAGE_SIZE, IMAGE_SIZE, 1], name: 'crops' });
    const scaled = tf.layers
      .rescaling({ scale: 1 / 64, offset: -2, name: 'normalize' })
      .apply(input) as tf.SymbolicTensor;
    let x = this.#relu(this.#convolve(scaled, width, 3, 2));
    for (const [stage, blocks] of STAGES.entries()) {
      for (let block = 0; block < blocks; block++) {
        x = this.#residual(x, width * 2 ** stage, stage > 0 && block === 0 ? 2 : 1);
      }
    }
    x = tf.layers.globalAveragePooling2d({ name: 'pool' }).apply(x) as tf.SymbolicTensor;
    const dropped = new SeededDropoutLayer({ name: 'dropout', rate: dropout, random });
    x = this.#dense(dropped.apply(x) as tf.SymbolicTensor, EMOTION_COUNT, 'logits');
    const probabilities = tf.layers
      .activation({ activation: 'softmax', name: 'probabilities' })
      .apply(x) as tf.SymbolicTensor;
    return {
      model: tf.model({ inputs: input, outputs: probabilities, name: 'compact' }),
      logits: tf.model({ inputs: input, outputs: x, name: 'compact_logits' }),
    };
  }

  #residual(input: tf.SymbolicTensor, filters: number, stride: number): tf.SymbolicTensor {
    const inner = this.#relu(this.#convolve(input, filters, 3, stride));
    const outer = this.#squeezeExcite(this.#convolve(inner, filters, 3, 1), filters);
    const shortcut =
      stride === 1 && input.shape.at(-1) === filters
        ? input
        : this.#convolve(input, filters, 1, stride);
    return this.#relu(
      tf.layers.add({ name: this.#name('add') }).apply([outer, shortcut]) as tf.SymbolicTensor,
    );
  }

  /** Weighs each channel by what all channels' means say. */
  #squeezeExcite(input: tf.SymbolicTensor, filters: number): tf.SymbolicTensor {
    const mean = tf.layers
      .globalAveragePooling2d({ name: this.#name('squeeze') })
      .apply(input) as tf.SymbolicTensor;
    const narrow = this.#relu(this.#dense(mean, Math.max(4, Math.round(filters / SQUEEZE))));
    const weights = tf.layers
      .activation({ activation: 'sigmoid', name: this.#name('sigmoid') })
      .apply(this.#dense(narrow, filters));
    const spread = tf.layers
      .reshape({ targetShape: [1, 1, filters], name: this.#name('spread') })
      .apply(weights) as tf.SymbolicTensor;
    return tf.layers
      .multiply({ name: this.#name('excite') })
      .apply([input, spread]) as tf.SymbolicTensor;
  }

  #convolve(
    input: tf.SymbolicTensor,
    filters: number,
    kernelSize: number,
    stride: number,
  ): tf.SymbolicTensor {
    const name = this.#name('conv');
    const { precision } = this.#settings;
    const initializer = this.#initializer();
    const convolution = new Conv2dLayer({
      name,
      filters,
      kernelSize,
      stride,
      initializer,
      precision,
    });
    const norm = new BatchNormLayer({ ...BATCH_NORM, name: `${name}_norm` });
    return norm.apply(convolution.apply(input)) as tf.SymbolicTensor;
  }

  #dense(input: tf.SymbolicTensor, units: number, name = this.#name('dense')): tf.SymbolicTensor {
    const kernelInitializer = this.#initializer();
    return tf.layers.dense({ units, name, kernelInitializer }).apply(input) as tf.SymbolicTensor;
  }

  #relu(input: tf.SymbolicTensor): tf.SymbolicTensor {
    return new ReluLayer({ name: this.#name('relu') }).apply(input) as tf.SymbolicTensor;
  }

  #initializer(): ReturnType<typeof tf.initializers.heNormal> {
    return tf.initializers.heNormal({ seed: this.#settings.seed * 1000 + this.#layers });
  }

  #name(kind: string): string {
    this.#layers++;
    return `${kind}_${this.#layers}`;
  }
}
