import * as tf from '@tensorflow/tfjs';

/**
 * Divides the weights of the layer that makes the logits by a temperature, so that the network's own softmax
 * gives calibrated probabilities and no caller has to know.
 */
export function foldTemperature(model: tf.LayersModel, temperature: number): void {
  const layer = model.getLayer('logits');
  const weights = layer.getWeights().map((weight) => tf.div(weight, temperature));
  layer.setWeights(weights);
  tf.dispose(weights);
}
