import type * as tf from '@tensorflow/tfjs';

/** What a network costs. */
export interface NetworkCost {
  /** All stored numbers, the batch normalizations' moving statistics included. */
  readonly parameters: number;
  /** Multiply-adds of one image in convolutions and dense layers. */
  readonly multiplyAdds: number;
}

/** Counts a network's parameters, and the multiply-adds of its convolutions and dense layers. */
export function countCost(model: tf.LayersModel): NetworkCost {
  let multiplyAdds = 0;
  for (const layer of model.layers) {
    const kind = layer.getClassName();
    const kernel = layer.getWeights()[0]?.size ?? 0;
    if (kind === 'Conv2D') {
      const [, height, width] = layer.outputShape as (number | null)[];
      multiplyAdds += kernel * (height ?? 0) * (width ?? 0);
    } else if (kind === 'Dense') {
      multiplyAdds += kernel;
    }
  }
  return { parameters: model.countParams(), multiplyAdds };
}
