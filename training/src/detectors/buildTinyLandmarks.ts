import { DetectorGraph } from './DetectorGraph.ts';
import type { FaceApiWeights } from './FaceApiWeights.ts';

/** Side of the classifier's crop, which it is given, and of the square that the network takes. */
const CROP_SIDE = 48;
const SIDE = 112;

/** Sixty-eight points, x and y of each. */
const VALUES = 136;

/** What face-api subtracts from red, green and blue before it divides by 255. */
const MEAN_RGB = Float32Array.of(122.782, 117.001, 104.298);

/** `same` padding: all around at stride 1; at stride 2 and an even size the odd row is at the end. */
const AROUND = [1, 1, 1, 1] as const;
const AT_END = [0, 0, 1, 1] as const;

/**
 * face-api's tiny 68-point face landmark net as ONNX, for the classifier's gray crop: it is enlarged as
 * face-api enlarges pictures, and luma goes to all three channels.
 *
 * - `face`: float32 [1, 1, 48, 48], luma 0..255.
 * - `points`: float32 [1, 136], x and y of each point in turn, in fractions of the square.
 */
export function buildTinyLandmarks(weights: FaceApiWeights): Uint8Array {
  const graph = new DetectorGraph('tiny-face-landmarks-68', weights);
  const { onnx } = graph;
  onnx.addInput('face', 'float32', [1, 1, CROP_SIDE, CROP_SIDE]);
  onnx.addInitializer('sizes', [4], BigInt64Array.of(1n, 1n, BigInt(SIDE), BigInt(SIDE)));
  onnx.addInitializer('mean', [1, 3, 1, 1], MEAN_RGB);
  onnx.addInitializer('range', [], Float32Array.of(255));
  const large = onnx.addNode('Resize', ['face', '', '', 'sizes'], ['large'], {
    mode: { string: 'linear' },
    coordinate_transformation_mode: { string: 'asymmetric' },
  });
  const centred = onnx.addNode('Sub', [large, 'mean'], ['centred']);
  let x = onnx.addNode('Div', [centred, 'range'], ['normalized']);
  for (const block of ['dense0', 'dense1', 'dense2']) x = addDenseBlock(graph, x, block);
  const pooled = onnx.addNode('GlobalAveragePool', [x], ['pooled']);
  const flat = onnx.addNode('Flatten', [pooled], ['features']);
  onnx.addNode('Gemm', [flat, graph.weight('fc/weights'), graph.weight('fc/bias')], ['points']);
  onnx.addOutput('points', 'float32', [1, VALUES]);
  return onnx.toBytes();
}

/** Three convolutions, of which each sees the sum of those before it; the first halves the size. */
function addDenseBlock(graph: DetectorGraph, x: string, name: string): string {
  const { onnx } = graph;
  const isFirst = name === 'dense0';
  const halved = isFirst
    ? graph.conv(x, `${name}/conv0/filters`, `${name}/conv0/bias`, { stride: 2, pads: AT_END })
    : addSeparable(graph, x, `${name}/conv0`, 2);
  const first = relu(graph, halved);
  const second = addSeparable(graph, first, `${name}/conv1`, 1);
  const both = relu(graph, onnx.addNode('Add', [first, second], [`${name}:first and second`]));
  const third = addSeparable(graph, both, `${name}/conv2`, 1);
  const rest = onnx.addNode('Add', [second, third], [`${name}:second and third`]);
  return relu(graph, onnx.addNode('Add', [first, rest], [`${name}:all`]));
}

function addSeparable(graph: DetectorGraph, x: string, name: string, stride: 1 | 2): string {
  const pads = stride === 2 ? AT_END : AROUND;
  const depthwise = graph.depthwiseConv(x, `${name}/depthwise_filter`, { stride, pads });
  return graph.conv(depthwise, `${name}/pointwise_filter`, `${name}/bias`);
}

function relu(graph: DetectorGraph, x: string): string {
  return graph.onnx.addNode('Relu', [x], [`${x}:relu`]);
}
