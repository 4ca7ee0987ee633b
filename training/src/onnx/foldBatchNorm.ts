/** Kernel and bias of a convolution or dense layer, output channels last in the kernel. */
export interface LinearWeights {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** What batch normalization does to each channel once training is over: `x × scale + offset`. */
export interface ChannelScale {
  readonly scale: Float32Array;
  readonly offset: Float32Array;
}

/** The scale and offset that a batch normalization's weights and moving statistics come to. */
export function channelScale(
  gamma: Float32Array,
  beta: Float32Array,
  mean: Float32Array,
  variance: Float32Array,
  epsilon: number,
): ChannelScale {
  const scale = gamma.map((value, i) => value / Math.sqrt((variance[i] ?? 0) + epsilon));
  return { scale, offset: beta.map((value, i) => value - (mean[i] ?? 0) * (scale[i] ?? 0)) };
}

/** The one linear layer that does what a linear layer and the batch normalization after it do. */
export function foldBatchNorm(
  linear: LinearWeights,
  { scale, offset }: ChannelScale,
): LinearWeights {
  const channels = scale.length;
  return {
    kernel: linear.kernel.map((value, i) => value * (scale[i % channels] ?? 0)),
    bias: linear.bias.map((value, i) => value * (scale[i] ?? 0) + (offset[i] ?? 0)),
  };
}
