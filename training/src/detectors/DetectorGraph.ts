import { OnnxGraph } from '../onnx/OnnxGraph.ts';
import type { FaceApiWeight, FaceApiWeights } from './FaceApiWeights.ts';

/** How a convolution is laid over its input. */
export interface ConvOptions {
  readonly stride?: number;
  /** Rows and columns of zeros: top, left, bottom, right. Default none. */
  readonly pads?: readonly [number, number, number, number];
}

/** An `OnnxGraph` with the layers that face-api's networks are made of, fed from its weights. */
export class DetectorGraph {
  readonly onnx: OnnxGraph;
  readonly #weights: FaceApiWeights;

  constructor(name: string, weights: FaceApiWeights) {
    this.onnx = new OnnxGraph(name);
    this.#weights = weights;
  }

  /** A tensor of the package, for what cannot be used as it is. */
  stored(name: string): FaceApiWeight {
    return this.#weights.get(name);
  }

  /** Adds a stored tensor as it is; returns the name of its float value. */
  weight(name: string): string {
    return this.#addWeight(name, this.#weights.get(name));
  }

  /** Convolution with filters stored as height × width × in × out. `bias` names a weight. */
  conv(x: string, filters: string, bias: string | null, options: ConvOptions = {}): string {
    const stored = this.#weights.get(filters);
    const [height = 0, width = 0, inputs = 0, outputs = 0] = stored.shape;
    const moved = permute(stored, [outputs, inputs, height, width], [3, 2, 0, 1]);
    return this.#conv(x, filters, moved, bias, options);
  }

  /** Convolution of each channel by itself, filters stored as height × width × channels × 1. */
  depthwiseConv(x: string, filters: string, options: ConvOptions = {}): string {
    const stored = this.#weights.get(filters);
    const [height = 0, width = 0, channels = 0] = stored.shape;
    const moved = permute(stored, [channels, 1, height, width], [2, 3, 0, 1]);
    return this.#conv(x, filters, moved, null, options, channels);
  }

  #conv(
    x: string,
    name: string,
    filters: FaceApiWeight,
    bias: string | null,
    { stride = 1, pads = [0, 0, 0, 0] }: ConvOptions,
    group = 1,
  ): string {
    const inputs = [x, this.#addWeight(name, filters)];
    if (bias !== null) inputs.push(this.weight(bias));
    return this.onnx.addNode('Conv', inputs, [`${name}:conv`], {
      kernel_shape: { ints: filters.shape.slice(2) },
      strides: { ints: [stride, stride] },
      pads: { ints: pads },
      group: { int: group },
    });
  }

  /**
   * Keeps bytes as bytes, a quarter of the size; the runtime folds the three operators that turn them
   * into floats when it loads the model.
   */
  #addWeight(name: string, { shape, data, quantization }: FaceApiWeight): string {
    if (!quantization) return this.onnx.addInitializer(name, shape, data);
    const { onnx } = this;
    const stored = onnx.addInitializer(`${name}:bytes`, shape, data);
    const scale = onnx.addInitializer(`${name}:scale`, [], Float32Array.of(quantization.scale));
    const min = onnx.addInitializer(`${name}:min`, [], Float32Array.of(quantization.min));
    const floats = onnx.addNode('Cast', [stored], [`${name}:floats`], { to: { int: 1 } });
    const scaled = onnx.addNode('Mul', [floats, scale], [`${name}:scaled`]);
    return onnx.addNode('Add', [scaled, min], [name]);
  }
}

/** The tensor with its four axes reordered: axis `i` of the result is axis `order[i]` of the source. */
function permute(
  weight: FaceApiWeight,
  shape: readonly [number, number, number, number],
  order: readonly [number, number, number, number],
): FaceApiWeight {
  const strides = [0, 0, 0, 0];
  let stride = 1;
  for (let axis = 3; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= weight.shape[axis] ?? 1;
  }
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = order.map((axis) => strides[axis] ?? 0);
  const data =
    weight.data instanceof Uint8Array ? new Uint8Array(stride) : new Float32Array(stride);
  let at = 0;
  for (let a = 0; a < shape[0]; a++)
    for (let b = 0; b < shape[1]; b++)
      for (let c = 0; c < shape[2]; c++)
        for (let d = 0; d < shape[3]; d++)
          data[at++] = weight.data[a * s0 + b * s1 + c * s2 + d * s3] ?? 0;
  return { ...weight, shape, data };
}
