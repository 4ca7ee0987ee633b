import { createClassifier } from '@emostream/classifier';
import { EMOTION_COUNT } from '@emostream/protocol';
import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ARCHITECTURES,
  architectureByName,
} from '../../../training/src/architectures/architectures.ts';
import { SeededRandom } from '../../../training/src/augmentation/SeededRandom.ts';
import { LayersModelConverter } from '../../../training/src/onnx/LayersModelConverter.ts';
import { samplePhoto } from '../../support/samplePhotos.ts';

const LENGTH = 48 * 48;

/** A network whose every weight counts: biases and moving statistics are not left at zero and one. */
function networkWithLivelyWeights(name: string): tf.LayersModel {
  const random = new SeededRandom(8);
  const { model } = architectureByName(name).build({
    width: 6,
    dropout: 0.5,
    seed: 2,
    random,
    precision: 'float32',
  });
  const weights = model.getWeights().map((weight) => {
    if (weight.shape.length !== 1) return weight;
    const values = Float32Array.from({ length: weight.size }, () => 0.5 + random.next());
    return tf.tensor1d(values);
  });
  model.setWeights(weights);
  return model;
}

/** Squares cut out of a photo of people, as gray crops. */
async function photoCrops(count: number): Promise<Float32Array> {
  const crops = new Float32Array(count * LENGTH);
  for (let i = 0; i < count; i++) {
    const luma = await sharp(samplePhoto(1))
      .extract({ left: 40 + i * 60, top: 60 + i * 20, width: 160, height: 160 })
      .resize(48, 48)
      .grayscale()
      .raw()
      .toBuffer();
    crops.set(luma, i * LENGTH);
  }
  return crops;
}

function randomCrops(count: number): Float32Array {
  const random = new SeededRandom(count);
  return Float32Array.from({ length: count * LENGTH }, () => random.next() * 255);
}

describe.each(Object.keys(ARCHITECTURES))('ONNX of %s', (name) => {
  let model: tf.LayersModel;
  let session: InferenceSession;
  beforeAll(async () => {
    await tf.setBackend('cpu');
    model = networkWithLivelyWeights(name);
    session = await InferenceSession.create(await LayersModelConverter.convert(model));
  });

  async function expectAgreement(crops: Float32Array, count: number): Promise<void> {
    const shape: [number, number, number, number] = [count, 48, 48, 1];
    const expected = (model.predict(tf.tensor4d(crops, shape)) as tf.Tensor).dataSync();
    const { probabilities } = await session.run({ crops: new Tensor('float32', crops, shape) });
    const actual = probabilities?.data as Float32Array;
    expect(probabilities?.dims).toEqual([count, EMOTION_COUNT]);
    for (const [i, value] of expected.entries()) {
      expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(1e-4);
    }
    // Outputs that do not depend on the input would agree as well.
    const first = actual.slice(0, EMOTION_COUNT);
    if (count > 1) expect(actual.slice(EMOTION_COUNT, 2 * EMOTION_COUNT)).not.toEqual(first);
  }

  it.each([1, 5])('agrees with tfjs on %i random crops', async (count) => {
    await expectAgreement(randomCrops(count), count);
  });

  it.each([1, 5])('agrees with tfjs on %i real crops', async (count) => {
    await expectAgreement(await photoCrops(count), count);
  });

  it('has no batch normalization left', async () => {
    const bytes = Buffer.from(await LayersModelConverter.convert(model));
    expect(bytes.includes('Conv')).toBe(true);
    expect(bytes.includes('BatchNormalization')).toBe(false);
  });
});

describe('LayersModelConverter', () => {
  it('names a layer that it does not know', async () => {
    const model = tf.sequential({
      layers: [tf.layers.upSampling2d({ inputShape: [48, 48, 1], name: 'odd_one' })],
    });
    await expect(LayersModelConverter.convert(model)).rejects.toThrow(
      'layer odd_one: UpSampling2D',
    );
  });

  it('refuses a model that does not end in a softmax', async () => {
    const inputs = tf.input({ shape: [48, 48, 1] });
    const outputs = tf.layers.flatten().apply(inputs) as tf.SymbolicTensor;
    const model = tf.model({ inputs, outputs });
    await expect(LayersModelConverter.convert(model)).rejects.toThrow('does not end in a softmax');
  });
});

describe('the shipped model', () => {
  it.each([
    ['random', async () => randomCrops(5)],
    ['real', () => photoCrops(5)],
  ])('gives the same on ONNX Runtime and on tfjs, on %s crops', async (_, makeCrops) => {
    const crops = await makeCrops();
    const onnx = await createClassifier({ engine: 'onnx' });
    const tfjs = await createClassifier({ engine: 'tfjs-wasm' });
    const [a, b] = [await onnx.classifyBatch(crops, 5), await tfjs.classifyBatch(crops, 5)];
    for (const [i, value] of a.entries()) {
      expect(Math.abs((b[i] ?? Number.NaN) - value)).toBeLessThan(1e-4);
    }
    await Promise.all([onnx.dispose(), tfjs.dispose()]);
  });
});
