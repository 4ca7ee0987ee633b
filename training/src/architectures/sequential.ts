import { EMOTION_COUNT } from '@emostream/protocol';
import * as tf from '@tensorflow/tfjs';
import { IMAGE_SIZE } from '../dataset/EmotionDataset.ts';
import { BatchNormLayer } from '../layers/BatchNormLayer.ts';
import { Conv2dLayer } from '../layers/Conv2dLayer.ts';
import { ReluLayer } from '../layers/ReluLayer.ts';
import { SeededDropoutLayer } from '../layers/SeededDropoutLayer.ts';
import type { Architecture } from './Architecture.ts';

/** Kernel side of each convolution block, and its filters as a multiple of the width. */
const BLOCKS = [
  { kernelSize: 3, widths: 1 },
  { kernelSize: 5, widths: 2 },
  { kernelSize: 5, widths: 4 },
  { kernelSize: 5, widths: 8 },
];

/** Units of the dense layers, as multiples of the width. */
const DENSE_WIDTHS = [2, 4];

/** Keras' defaults. */
const BATCH_NORM = { momentum: 0.99, epsilon: 1e-3 };

/**
 * The Keras Sequential CNN of the Streamlit project that this one succeeds: four convolution blocks and
 * two dense ones. The input is scaled to 0..1 in the graph.
 */
export const sequential: Architecture = {
  name: 'sequential',
  width: 64,
  dropout: 0.25,
  recipe: {
    epochs: 50,
    batch: 128,
    optimizer: 'adam',
    lr: 1e-3,
    muonLr: 0.05,
    schedule: 'constant',
    warmupEpochs: 0,
    momentum: 0,
    weightDecay: 0,
    labelSmoothing: 0,
    ferplusShare: 0,
    average: 0,
    mixup: 0,
    calmShare: 0,
    mirror: false,
    rotate: 0,
    scale: 0,
    shift: 0,
    brightness: 0,
    contrast: 0,
    erase: 0,
    soften: 0,
    noise: 0,
  },
  build: ({ width, dropout, seed, random, precision }) => {
    const input = tf.input({ shape: [IMAGE_SIZE, IMAGE_SIZE, 1], name: 'crops' });
    let x = input;
    const add = (layer: tf.layers.Layer): void => {
      x = layer.apply(x) as tf.SymbolicTensor;
    };
    const initializer = (layer: number) =>
      tf.initializers.glorotUniform({ seed: seed * 1000 + layer });
    const finish = (name: string): void => {
      add(new BatchNormLayer({ ...BATCH_NORM, name: `${name}_norm` }));
      add(new ReluLayer({ name: `${name}_relu` }));
    };

    add(tf.layers.rescaling({ scale: 1 / 255, name: 'normalize' }));
    for (const [i, { kernelSize, widths }] of BLOCKS.entries()) {
      const name = `conv_${i + 1}`;
      const filters = width * widths;
      add(
        new Conv2dLayer({
          name,
          filters,
          kernelSize,
          useBias: true,
          initializer: initializer(i),
          precision,
        }),
      );
      finish(name);
      add(tf.layers.maxPooling2d({ poolSize: 2, name: `${name}_pool` }));
      add(new SeededDropoutLayer({ name: `${name}_dropout`, rate: dropout, random }));
    }
    add(tf.layers.flatten({ name: 'flatten' }));
    for (const [i, widths] of DENSE_WIDTHS.entries()) {
      const name = `dense_${i + 1}`;
      const kernelInitializer = initializer(10 + i);
      add(tf.layers.dense({ units: width * widths, kernelInitializer, name }));
      finish(name);
      add(new SeededDropoutLayer({ name: `${name}_dropout`, rate: dropout, random }));
    }
    add(
      tf.layers.dense({ units: EMOTION_COUNT, kernelInitializer: initializer(20), name: 'logits' }),
    );
    const logits = x;
    add(tf.layers.activation({ activation: 'softmax', name: 'probabilities' }));
    return {
      model: tf.model({ inputs: input, outputs: x, name: 'sequential' }),
      logits: tf.model({ inputs: input, outputs: logits, name: 'sequential_logits' }),
    };
  },
};
