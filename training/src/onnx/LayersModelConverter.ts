import { EMOTION_COUNT } from '@emostream/protocol';
import type * as tf from '@tensorflow/tfjs';
import { IMAGE_SIZE } from '../dataset/EmotionDataset.ts';
import { channelScale, foldBatchNorm, type LinearWeights } from './foldBatchNorm.ts';
import { convKernelToOnnx, samePadding } from './kernelLayouts.ts';
import { OnnxGraph } from './OnnxGraph.ts';

/** Names of the model's input and output. */
const INPUT = 'crops';
const OUTPUT = 'probabilities';

/**
 * Writes a tf.layers model of crops → probabilities as ONNX. Images are channels-last in tfjs and
 * channels-first in ONNX; batch normalizations are folded into the layers before them; the batch size
 * stays free. Knows the layers that our architectures use.
 */
export class LayersModelConverter {
  readonly #graph: OnnxGraph;
  readonly #model: tf.LayersModel;
  /** ONNX value of each tfjs tensor, by the tensor's name. */
  readonly #values = new Map<string, string>();
  /** Layers already written as a part of the one before. */
  readonly #folded = new Set<string>();

  private constructor(model: tf.LayersModel) {
    this.#graph = new OnnxGraph(model.name);
    this.#model = model;
  }

  /** @throws Error naming a layer of a kind, or with a setting, that it does not know. */
  static async convert(model: tf.LayersModel): Promise<Uint8Array> {
    const converter = new LayersModelConverter(model);
    for (const layer of model.layers) await converter.#addLayer(layer);
    converter.#addOutput();
    return converter.#graph.toBytes();
  }

  async #addLayer(layer: tf.layers.Layer): Promise<void> {
    if (this.#folded.has(layer.name)) return;
    const config = layer.getConfig();
    const kind = layer.getClassName();
    switch (kind) {
      case 'InputLayer':
        return this.#addInput(layer);
      case 'Rescaling':
        return this.#addRescaling(layer, Number(config.scale), Number(config.offset));
      case 'Conv2D':
        return this.#addConvolution(layer, config);
      case 'Dense':
        return this.#addDense(layer);
      case 'ReLU':
        return this.#addNode(layer, 'Relu');
      case 'Activation':
        return this.#addActivation(layer, String(config.activation));
      case 'MaxPooling2D':
        return this.#addMaxPooling(layer, config);
      case 'GlobalAveragePooling2D': {
        const pooled = this.#graph.addNode('GlobalAveragePool', this.#inputs(layer), [
          `${layer.name}_image`,
        ]);
        return this.#define(layer, this.#graph.addNode('Flatten', [pooled], [layer.name]));
      }
      case 'Flatten':
        return this.#addFlatten(layer);
      case 'Reshape':
        return this.#addReshape(layer);
      case 'Dropout':
        return this.#define(layer, this.#input(layer));
      case 'Add':
      case 'Multiply':
        return this.#addNode(layer, kind === 'Add' ? 'Add' : 'Mul');
      default:
        throw new Error(`layer ${layer.name}: ${kind} cannot be written as ONNX here`);
    }
  }

  #addInput(layer: tf.layers.Layer): void {
    this.#graph.addInput(INPUT, 'float32', ['batch', IMAGE_SIZE, IMAGE_SIZE, 1]);
    // One channel: first or last is the same order of values.
    const shape = this.#constant(`${INPUT}_shape`, [0, 1, IMAGE_SIZE, IMAGE_SIZE]);
    this.#define(layer, this.#graph.addNode('Reshape', [INPUT, shape], [`${INPUT}_image`]));
  }

  #addRescaling(layer: tf.layers.Layer, scale: number, offset: number): void {
    const { name } = layer;
    const scaleName = this.#graph.addInitializer(`${name}_scale`, [], Float32Array.of(scale));
    const scaled = this.#graph.addNode('Mul', [this.#input(layer), scaleName], [`${name}_scaled`]);
    const offsetName = this.#graph.addInitializer(`${name}_offset`, [], Float32Array.of(offset));
    this.#define(layer, this.#graph.addNode('Add', [scaled, offsetName], [name]));
  }

  async #addConvolution(
    layer: tf.layers.Layer,
    config: tf.serialization.ConfigDict,
  ): Promise<void> {
    const [stride = 1] = config.strides as number[];
    const [kernel] = layer.getWeights();
    const [, height = 0, width = 0] = (layer.input as tf.SymbolicTensor).shape as number[];
    const shape = kernel?.shape as [number, number, number, number];
    if (config.padding !== 'same' || config.activation !== 'linear') {
      throw new Error(`layer ${layer.name}: only linear convolutions with same padding are known`);
    }
    const weights = await this.#linearWeights(layer, shape[3]);
    const [top, bottom] = samePadding(height, shape[0], stride);
    const [left, right] = samePadding(width, shape[1], stride);
    const inputs = [
      this.#input(layer),
      this.#graph.addInitializer(
        `${layer.name}_kernel`,
        [shape[3], shape[2], shape[0], shape[1]],
        convKernelToOnnx(weights.kernel, shape),
      ),
      this.#graph.addInitializer(`${layer.name}_bias`, [shape[3]], weights.bias),
    ];
    const value = this.#graph.addNode('Conv', inputs, [layer.name], {
      kernel_shape: { ints: [shape[0], shape[1]] },
      strides: { ints: [stride, stride] },
      pads: { ints: [top, left, bottom, right] },
    });
    this.#define(this.#lastFolded(layer), value);
  }

  async #addDense(layer: tf.layers.Layer): Promise<void> {
    const shape = layer.getWeights()[0]?.shape as [number, number];
    const weights = await this.#linearWeights(layer, shape[1]);
    const inputs = [
      this.#input(layer),
      this.#graph.addInitializer(`${layer.name}_kernel`, shape, weights.kernel),
      this.#graph.addInitializer(`${layer.name}_bias`, [shape[1]], weights.bias),
    ];
    this.#define(this.#lastFolded(layer), this.#graph.addNode('Gemm', inputs, [layer.name]));
  }

  #addActivation(layer: tf.layers.Layer, activation: string): void {
    if (activation === 'sigmoid') {
      this.#addNode(layer, 'Sigmoid');
    } else if (activation === 'softmax') {
      const name = layer.output === this.#model.outputs[0] ? OUTPUT : layer.name;
      const attributes = { axis: { int: -1 } };
      this.#define(layer, this.#graph.addNode('Softmax', this.#inputs(layer), [name], attributes));
    } else {
      throw new Error(`layer ${layer.name}: activation ${activation} is not known`);
    }
  }

  #addMaxPooling(layer: tf.layers.Layer, config: tf.serialization.ConfigDict): void {
    if (config.padding !== 'valid') {
      throw new Error(`layer ${layer.name}: only max pooling without padding is known`);
    }
    const value = this.#graph.addNode('MaxPool', this.#inputs(layer), [layer.name], {
      kernel_shape: { ints: config.poolSize as number[] },
      strides: { ints: config.strides as number[] },
    });
    this.#define(layer, value);
  }

  #addFlatten(layer: tf.layers.Layer): void {
    const last = this.#graph.addNode('Transpose', this.#inputs(layer), [`${layer.name}_last`], {
      perm: { ints: [0, 2, 3, 1] },
    });
    this.#define(layer, this.#graph.addNode('Flatten', [last], [layer.name]));
  }

  /** A vector as an image of one pixel, the only reshaping there is. */
  #addReshape(layer: tf.layers.Layer): void {
    const [, height, width, channels = 0] = layer.outputShape as number[];
    if (height !== 1 || width !== 1) {
      throw new Error(`layer ${layer.name}: can only reshape a vector to one pixel`);
    }
    const shape = this.#constant(`${layer.name}_shape`, [0, channels, 1, 1]);
    const inputs = [this.#input(layer), shape];
    this.#define(layer, this.#graph.addNode('Reshape', inputs, [layer.name]));
  }

  #addNode(layer: tf.layers.Layer, operator: string): void {
    this.#define(layer, this.#graph.addNode(operator, this.#inputs(layer), [layer.name]));
  }

  #addOutput(): void {
    const [output] = this.#model.outputs;
    if (!output || this.#values.get(output.name) !== OUTPUT) {
      throw new Error(`model ${this.#model.name} does not end in a softmax`);
    }
    this.#graph.addOutput(OUTPUT, 'float32', ['batch', EMOTION_COUNT]);
  }

  /** A layer's kernel and bias, with the batch normalization after it folded in where there is one. */
  async #linearWeights(layer: tf.layers.Layer, outputs: number): Promise<LinearWeights> {
    const [kernel, bias] = await readWeights(layer);
    if (!kernel) throw new Error(`layer ${layer.name} has no kernel`);
    const linear = { kernel, bias: bias ?? new Float32Array(outputs) };
    const norm = this.#normAfter(layer);
    if (!norm) return linear;
    const [gamma, beta, mean, variance] = await readWeights(norm);
    if (!gamma || !beta || !mean || !variance) {
      throw new Error(
        `layer ${norm.name}: only batch normalization with scale and offset is known`,
      );
    }
    const epsilon = Number(norm.getConfig().epsilon);
    this.#folded.add(norm.name);
    return foldBatchNorm(linear, channelScale(gamma, beta, mean, variance, epsilon));
  }

  /** The batch normalization that alone takes a layer's output. */
  #normAfter(layer: tf.layers.Layer): tf.layers.Layer | null {
    const consumers = this.#model.layers.filter((other) =>
      inputsOf(other).includes(layer.output as tf.SymbolicTensor),
    );
    const [only] = consumers;
    return consumers.length === 1 && only?.getClassName() === 'BatchNormalization' ? only : null;
  }

  #lastFolded(layer: tf.layers.Layer): tf.layers.Layer {
    const norm = this.#normAfter(layer);
    return norm && this.#folded.has(norm.name) ? norm : layer;
  }

  #constant(name: string, values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.#graph.addInitializer(name, [values.length], data);
  }

  #define(layer: tf.layers.Layer, value: string): void {
    this.#values.set((layer.output as tf.SymbolicTensor).name, value);
  }

  #inputs(layer: tf.layers.Layer): string[] {
    return inputsOf(layer).map((tensor) => {
      const value = this.#values.get(tensor.name);
      if (value === undefined) throw new Error(`layer ${layer.name}: an input is not known`);
      return value;
    });
  }

  #input(layer: tf.layers.Layer): string {
    return this.#inputs(layer)[0] ?? '';
  }
}

function inputsOf(layer: tf.layers.Layer): tf.SymbolicTensor[] {
  if (layer.getClassName() === 'InputLayer') return [];
  return Array.isArray(layer.input) ? layer.input : [layer.input];
}

async function readWeights(layer: tf.layers.Layer): Promise<Float32Array[]> {
  return Promise.all(layer.getWeights().map((weight) => weight.data<'float32'>()));
}
