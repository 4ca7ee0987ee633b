/**
 * Turns a convolution kernel from TensorFlow's layout [height, width, in, out] into ONNX's
 * [out, in, height, width].
 */
export function convKernelToOnnx(
  kernel: Float32Array,
  [height, width, inputs, outputs]: readonly [number, number, number, number],
): Float32Array {
  const result = new Float32Array(kernel.length);
  let to = 0;
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let at = 0; at < height * width; at++) {
        result[to++] = kernel[(at * inputs + i) * outputs + o] ?? 0;
      }
    }
  }
  return result;
}

/**
 * Padding of TensorFlow's `same` along one axis, before and after: where it is odd, the end gets more
 * (ONNX's `auto_pad` calls this SAME_UPPER).
 */
export function samePadding(input: number, kernel: number, stride: number): [number, number] {
  const total = Math.max(0, (Math.ceil(input / stride) - 1) * stride + kernel - input);
  const before = Math.floor(total / 2);
  return [before, total - before];
}
