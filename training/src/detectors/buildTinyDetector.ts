import { DetectorGraph } from './DetectorGraph.ts';
import type { FaceApiWeights } from './FaceApiWeights.ts';

/** What face-api subtracts from red, green and blue before it divides by 255. */
const MEAN_RGB = Float32Array.of(117.001, 114.697, 97.404);

/** Slope of the rectifier below zero. */
const LEAK = 0.1;

/**
 * face-api's tiny face detector (a small YOLO v2) as ONNX.
 *
 * - `image`: float32 [1, 3, side, side], RGB 0..255; `side` is any multiple of 32.
 * - `cells`: float32 [1, 25, side / 32, side / 32]; for each of five anchors the raw centre x, centre
 *   y, width, height and score of the box that a cell predicts.
 */
export function buildTinyDetector(weights: FaceApiWeights): Uint8Array {
  const graph = new DetectorGraph('tiny-face-detector', weights);
  const { onnx } = graph;
  onnx.addInput('image', 'float32', [1, 3, 'side', 'side']);
  onnx.addInitializer('mean', [1, 3, 1, 1], MEAN_RGB);
  onnx.addInitializer('range', [], Float32Array.of(255));
  const centred = onnx.addNode('Sub', ['image', 'mean'], ['centred']);
  let x = onnx.addNode('Div', [centred, 'range'], ['normalized']);

  x = leaky(graph, graph.conv(x, 'conv0/filters', 'conv0/bias'));
  for (const layer of [1, 2, 3, 4, 5]) {
    x = maxPool(graph, x, 2);
    const name = `conv${layer}`;
    x = graph.depthwiseConv(x, `${name}/depthwise_filter`, { pads: [1, 1, 1, 1] });
    x = leaky(graph, graph.conv(x, `${name}/pointwise_filter`, `${name}/bias`));
  }
  x = maxPool(graph, x, 1);
  x = graph.conv(x, 'conv8/filters', 'conv8/bias');
  onnx.addNode('Identity', [x], ['cells']);
  onnx.addOutput('cells', 'float32', [1, 25, 'cells', 'cells']);
  return onnx.toBytes();
}

function leaky(graph: DetectorGraph, x: string): string {
  return graph.onnx.addNode('LeakyRelu', [x], [`${x}:leaky`], { alpha: { float: LEAK } });
}

/** Maximum over 2 × 2; where the size is odd, the missing row and column are at the end. */
function maxPool(graph: DetectorGraph, x: string, stride: number): string {
  return graph.onnx.addNode('MaxPool', [x], [`${x}:pool`], {
    kernel_shape: { ints: [2, 2] },
    strides: { ints: [stride, stride] },
    auto_pad: { string: 'SAME_UPPER' },
  });
}
