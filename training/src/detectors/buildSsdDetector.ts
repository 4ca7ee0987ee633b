import { DetectorGraph } from './DetectorGraph.ts';
import type { FaceApiWeights } from './FaceApiWeights.ts';

/** The network takes pictures of this side only: its prior boxes belong to it. */
const SIDE = 512;

/** Number of prior boxes. */
const PRIORS = 5118;

/** The layers of MobileNet v1 that halve the size. */
const STRIDED = new Set([2, 4, 6, 12]);

const BATCH_NORM_EPSILON = 0.001;

/**
 * face-api's SSD MobileNet v1 face detector as ONNX.
 *
 * - `image`: float32 [1, 3, 512, 512], RGB 0..255.
 * - `boxes`: float32 [5118, 4]: top, left, bottom, right in fractions of the input square.
 * - `scores`: float32 [5118], 0..1.
 */
export function buildSsdDetector(weights: FaceApiWeights): Uint8Array {
  const graph = new DetectorGraph('ssd-mobilenet-v1-face-detector', weights);
  const { onnx } = graph;
  onnx.addInput('image', 'float32', [1, 3, SIDE, SIDE]);
  onnx.addInitializer('half range', [], Float32Array.of(127.5));
  onnx.addInitializer('zero', [], Float32Array.of(0));
  onnx.addInitializer('one', [], Float32Array.of(1));
  onnx.addInitializer('six', [], Float32Array.of(6));
  const scaled = onnx.addNode('Div', ['image', 'half range'], ['scaled']);
  const normalized = onnx.addNode('Sub', [scaled, 'one'], ['normalized']);

  const { middle, last } = addMobileNet(graph, normalized);
  const features = [middle, last];
  let x = last;
  for (const layer of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const odd = layer % 2 === 1;
    x = addPointwise(graph, x, `Prediction/Conv2d_${layer}_pointwise`, odd ? 3 : 1, odd ? 2 : 1);
    if (odd) features.push(x);
  }
  addOutputs(graph, features);
  return onnx.toBytes();
}

function addMobileNet(graph: DetectorGraph, image: string): { middle: string; last: string } {
  let x = addPointwise(graph, image, 'MobilenetV1/Conv2d_0_pointwise', 3, 2);
  let middle = x;
  for (let layer = 1; layer <= 13; layer++) {
    const depthwise = `MobilenetV1/Conv2d_${layer}_depthwise`;
    x = addDepthwise(graph, x, depthwise, STRIDED.has(layer) ? 2 : 1);
    x = addPointwise(graph, x, `MobilenetV1/Conv2d_${layer}_pointwise`, 1, 1);
    if (layer === 11) middle = x;
  }
  return { middle, last: x };
}

/** Convolution (its batch normalization is folded into the weights but for the offset), clipped 0..6. */
function addPointwise(
  graph: DetectorGraph,
  x: string,
  name: string,
  kernel: number,
  stride: number,
): string {
  const pads = samePads(kernel, stride);
  const offset = `${name}/convolution_bn_offset`;
  return clip6(graph, graph.conv(x, `${name}/weights`, offset, { stride, pads }));
}

function addDepthwise(graph: DetectorGraph, x: string, name: string, stride: number): string {
  const pads = samePads(3, stride);
  const out = graph.depthwiseConv(x, `${name}/depthwise_weights`, { stride, pads });
  const normalized = graph.onnx.addNode(
    'BatchNormalization',
    [
      out,
      graph.weight(`${name}/BatchNorm/gamma`),
      graph.weight(`${name}/BatchNorm/beta`),
      graph.weight(`${name}/BatchNorm/moving_mean`),
      graph.weight(`${name}/BatchNorm/moving_variance`),
    ],
    [`${name}:normalized`],
    { epsilon: { float: BATCH_NORM_EPSILON } },
  );
  return clip6(graph, normalized);
}

/** TensorFlow's `same` padding for even sizes: with stride 2 the odd row goes to the end. */
function samePads(kernel: number, stride: number): readonly [number, number, number, number] {
  if (kernel === 1) return [0, 0, 0, 0];
  return stride === 2 ? [0, 0, 1, 1] : [1, 1, 1, 1];
}

function clip6(graph: DetectorGraph, x: string): string {
  return graph.onnx.addNode('Clip', [x, 'zero', 'six'], [`${x}:clipped`]);
}

/** One box predictor a feature map, then the prior boxes moved and scaled by what they predict. */
function addOutputs(graph: DetectorGraph, features: readonly string[]): void {
  const { onnx } = graph;
  const encodings: string[] = [];
  const classes: string[] = [];
  onnx.addInitializer('per box', [2], BigInt64Array.of(-1n, 4n));
  onnx.addInitializer('per class', [2], BigInt64Array.of(-1n, 3n));
  features.forEach((feature, index) => {
    const predictor = `Prediction/BoxPredictor_${index}`;
    encodings.push(addPredictor(graph, feature, `${predictor}/BoxEncodingPredictor`, 'per box'));
    classes.push(addPredictor(graph, feature, `${predictor}/ClassPredictor`, 'per class'));
  });

  onnx.addNode('Concat', classes, ['classes'], { axis: { int: 0 } });
  onnx.addInitializer('face class', [], BigInt64Array.of(1n));
  onnx.addNode('Gather', ['classes', 'face class'], ['face logits'], { axis: { int: 1 } });
  onnx.addNode('Sigmoid', ['face logits'], ['scores']);
  onnx.addOutput('scores', 'float32', [PRIORS]);

  onnx.addNode('Concat', encodings, ['encodings'], { axis: { int: 0 } });
  addDecodedBoxes(graph);
  onnx.addOutput('boxes', 'float32', [PRIORS, 4]);
}

function addPredictor(graph: DetectorGraph, x: string, name: string, shape: string): string {
  const { onnx } = graph;
  const conv = graph.conv(x, `${name}/weights`, `${name}/biases`);
  const moved = onnx.addNode('Transpose', [conv], [`${name}:nhwc`], {
    perm: { ints: [0, 2, 3, 1] },
  });
  return onnx.addNode('Reshape', [moved, shape], [`${name}:rows`]);
}

/**
 * Defines `boxes` from `encodings`, whose rows hold the shift of the centre (y, x) in tenths of the
 * prior's size and the logarithm of its scale (height, width) in fifths.
 */
function addDecodedBoxes(graph: DetectorGraph): void {
  const { onnx } = graph;
  onnx.addInitializer('halves', [2], BigInt64Array.of(2n, 2n));
  onnx.addInitializer('corners', [PRIORS, 4], priorCorners(graph));
  onnx.addInitializer('two', [], Float32Array.of(2));
  onnx.addInitializer('five', [], Float32Array.of(5));
  onnx.addInitializer('ten', [], Float32Array.of(10));
  const split = (x: string, names: readonly [string, string]) =>
    onnx.addNode('Split', [x, 'halves'], names, { axis: { int: 1 } });
  split('corners', ['prior start', 'prior end']);
  split('encodings', ['encoded centre', 'encoded size']);

  onnx.addNode('Sub', ['prior end', 'prior start'], ['prior size']);
  onnx.addNode('Div', ['prior size', 'two'], ['prior half']);
  onnx.addNode('Add', ['prior start', 'prior half'], ['prior centre']);
  onnx.addNode('Div', ['encoded centre', 'ten'], ['shift']);
  onnx.addNode('Mul', ['shift', 'prior size'], ['scaled shift']);
  onnx.addNode('Add', ['scaled shift', 'prior centre'], ['centre']);
  onnx.addNode('Div', ['encoded size', 'five'], ['log scale']);
  onnx.addNode('Exp', ['log scale'], ['scale']);
  onnx.addNode('Mul', ['scale', 'prior half'], ['half']);
  onnx.addNode('Sub', ['centre', 'half'], ['start']);
  onnx.addNode('Add', ['centre', 'half'], ['end']);
  onnx.addNode('Concat', ['start', 'end'], ['boxes'], { axis: { int: 1 } });
}

function priorCorners(graph: DetectorGraph): Float32Array {
  const { data } = graph.stored('Output/extra_dim');
  if (data instanceof Float32Array) return data;
  throw new Error('the prior boxes are expected to be stored as floats');
}
