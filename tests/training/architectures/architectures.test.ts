import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ARCHITECTURES,
  architectureByName,
} from '../../../training/src/architectures/architectures.ts';
import { countCost } from '../../../training/src/architectures/countCost.ts';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';
import { tinyDataset } from '../support/TinyDataset.ts';

const build = (name: string, width?: number) => {
  const architecture = architectureByName(name);
  return architecture.build({
    width: width ?? architecture.width,
    dropout: architecture.dropout,
    seed: 1,
    random: new SeededRandom(1),
    precision: 'float32',
  });
};

const crops = (count: number) =>
  tf.tensor4d(Float32Array.from(tinyDataset(count).images), [count, 48, 48, 1]);

describe('architectures', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each(Object.keys(ARCHITECTURES))('%s turns crops into seven probabilities each', (name) => {
    const { model } = build(name, 4);
    const output = model.predict(crops(3)) as tf.Tensor2D;
    expect(output.shape).toEqual([3, 7]);
    for (const row of output.arraySync()) {
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      expect(Math.min(...row)).toBeGreaterThan(0);
    }
  });

  it.each(Object.keys(ARCHITECTURES))(
    '%s gives logits of which the softmax is its output',
    (name) => {
      const { model, logits } = build(name, 4);
      const input = crops(2);
      const fromLogits = tf.softmax(logits.predict(input) as tf.Tensor).dataSync();
      const direct = (model.predict(input) as tf.Tensor).dataSync();
      for (const [i, value] of direct.entries()) expect(fromLogits[i]).toBeCloseTo(value, 6);
    },
  );

  it.each(Object.keys(ARCHITECTURES))(
    '%s begins with the same weights for the same seed',
    (name) => {
      const [a, b] = [build(name, 4), build(name, 4)];
      for (const [i, weight] of a.model.getWeights().entries()) {
        expect(weight.dataSync()).toEqual(b.model.getWeights()[i]?.dataSync());
      }
    },
  );

  it('compact stays within 3 M parameters and 60 M multiply-adds', () => {
    const { parameters, multiplyAdds } = countCost(build('compact').model);
    expect(parameters).toBeLessThanOrEqual(3_000_000);
    expect(multiplyAdds).toBeLessThanOrEqual(60_000_000);
    // A network of nothing would pass, too.
    expect(multiplyAdds).toBeGreaterThan(20_000_000);
  });

  it('sequential is the Keras network, layer by layer', () => {
    const { model } = build('sequential');
    const shapes = model.layers
      .filter((layer) => ['Conv2D', 'Dense'].includes(layer.getClassName()))
      .map((layer) => layer.getWeights()[0]?.shape);
    expect(shapes).toEqual([
      [3, 3, 1, 64],
      [5, 5, 64, 128],
      [5, 5, 128, 256],
      [5, 5, 256, 512],
      [3 * 3 * 512, 128],
      [128, 256],
      [256, 7],
    ]);
    const kinds = model.layers.map((layer) => layer.getClassName());
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(count('BatchNormalization')).toBe(6);
    expect(count('MaxPooling2D')).toBe(4);
    const dropouts = model.layers.filter((layer) => layer.getClassName() === 'Dropout');
    expect(dropouts.map((layer) => layer.getConfig().rate)).toEqual(Array(6).fill(0.25));
  });

  it('sequential is trained as it was there', () => {
    const { optimizer, batch, epochs, labelSmoothing, mixup } =
      architectureByName('sequential').recipe;
    expect({ optimizer, batch, epochs, labelSmoothing, mixup }).toEqual({
      optimizer: 'adam',
      batch: 128,
      epochs: 50,
      labelSmoothing: 0,
      mixup: 0,
    });
  });

  it('says which architectures there are when asked for another', () => {
    expect(() => architectureByName('vgg')).toThrow(
      'unknown architecture vgg; there are compact, sequential',
    );
    expect(() => architectureByName('constructor')).toThrow('unknown architecture');
  });
});

describe('countCost', () => {
  it('counts a convolution and a dense layer as by hand', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({
          filters: 8,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
          inputShape: [6, 6, 2],
        }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 5 }),
      ],
    });
    expect(countCost(model)).toEqual({
      parameters: 3 * 3 * 2 * 8 + 8 + 72 * 5 + 5,
      multiplyAdds: 3 * 3 * (3 * 3 * 2 * 8) + 72 * 5,
    });
  });
});
