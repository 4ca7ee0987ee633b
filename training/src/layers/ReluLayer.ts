import * as tf from '@tensorflow/tfjs';
import { FLOAT, NativeKernels } from './NativeKernels.ts';

/**
 * tf.layers' ReLU with TensorFlow's own gradient operator on the native backends, where tfjs composes it
 * of six. It is saved under the standard layer's name.
 */
export class ReluLayer extends tf.layers.Layer {
  static readonly className = 'ReLU';

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
    const kernels = kwargs.training ? NativeKernels.ofBackend() : null;
    if (!kernels) return tf.relu(x);
    const relu = tf.customGrad((...args: unknown[]) => {
      const [input, save] = args as [tf.Tensor, tf.GradSaveFunc];
      const y = tf.relu(input);
      save([y]);
      const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]): tf.Tensor => {
        const ids = [kernels.id(dy), kernels.id(saved as tf.Tensor)];
        return kernels.tensor(kernels.run('ReluGrad', [kernels.type('T', FLOAT)], ids)[0]);
      };
      return { value: y, gradFunc };
    });
    return relu(x);
  }
}
