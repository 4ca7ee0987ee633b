import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../../../training/src/onnx/OnnxGraph.ts';

describe('OnnxGraph', () => {
  it('writes a model that ONNX Runtime runs with any batch size', async () => {
    const graph = new OnnxGraph('test');
    graph.addInput('x', 'float32', ['batch', 3]);
    graph.addInitializer('bytes', [3, 2], Uint8Array.of(1, 2, 3, 4, 5, 6));
    graph.addNode('Cast', ['bytes'], ['weights'], { to: { int: 1 } });
    graph.addInitializer('shape', [2], BigInt64Array.of(-1n, 2n));
    graph.addNode('MatMul', ['x', 'weights'], ['product']);
    graph.addNode('Reshape', ['product', 'shape'], ['reshaped']);
    graph.addInitializer('low', [], Float32Array.of(-1));
    graph.addNode('Clip', ['reshaped', 'low', ''], ['clipped']);
    graph.addNode('Transpose', ['clipped'], ['turned'], { perm: { ints: [1, 0] } });
    graph.addNode('LeakyRelu', ['turned'], ['y'], { alpha: { float: 0.5 } });
    graph.addOutput('y', 'float32', [2, 'batch']);
    const session = await InferenceSession.create(graph.toBytes());
    for (const batch of [1, 3]) {
      const x = new Tensor('float32', new Float32Array(3 * batch).fill(-1), [batch, 3]);
      x.data.set([1, 0, 2]);
      const { y } = await session.run({ x });
      expect(y?.dims).toEqual([2, batch]);
      expect(y?.data[0]).toBe(11);
      expect(y?.data[batch]).toBe(14);
      if (batch === 3) expect(y?.data[1]).toBe(-0.5);
    }
  });

  it('refuses a value that is not yet known, by name', () => {
    const graph = new OnnxGraph('test');
    graph.addInput('x', 'float32', [1]);
    expect(() => graph.addNode('Relu', ['z'], ['y'])).toThrow('value z is used before');
    expect(() => graph.addOutput('z', 'float32', [1])).toThrow('value z is used before');
  });

  it('refuses a name that is taken', () => {
    const graph = new OnnxGraph('test');
    graph.addInput('x', 'float32', [1]);
    expect(() => graph.addNode('Relu', ['x'], ['x'])).toThrow('value x is defined twice');
  });

  it('refuses constants that do not fill their shape', () => {
    const graph = new OnnxGraph('test');
    expect(() => graph.addInitializer('w', [2, 2], Float32Array.of(1, 2, 3))).toThrow(
      'initializer w: 3 values for shape [2, 2]',
    );
  });
});
