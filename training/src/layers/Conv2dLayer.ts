import * as tf from '@tensorflow/tfjs';
import type { Precision } from './precision.ts';
import { trainingConv2d } from './trainingConv2d.ts';

/** Settings of a convolution layer: square kernel, `same` padding, no bias unless asked for. */
export interface Conv2dSettings {
  readonly name: string;
  readonly filters: number;
  readonly kernelSize: number;
  readonly stride?: number;
  readonly useBias?: boolean;
  readonly initializer: ReturnType<typeof tf.initializers.heNormal>;
  readonly precision: Precision;
}

/**
 * tf.layers' Conv2D, trained in the precision asked for. It is saved under the standard layer's name and
 * settings, so that an exported model loads without this class.
 */
export class Conv2dLayer extends tf.layers.Layer {
  static readonly className = 'Conv2D';
  readonly #settings: Conv2dSettings;
  #kernel: tf.LayerVariable | null = null;
  #bias: tf.LayerVariable | null = null;

  constructor(settings: Conv2dSettings) {
    super({ name: settings.name });
    this.#settings = settings;
  }

  override build(inputShape: tf.Shape): void {
    const { filters, kernelSize, useBias, initializer } = this.#settings;
    const shape = [kernelSize, kernelSize, inputShape.at(-1) as number, filters];
    this.#kernel = this.addWeight('kernel', shape, 'float32', initializer);
    if (useBias) {
      this.#bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    const { filters, stride = 1 } = this.#settings;
    const [batch = null, height, width] = inputShape;
    const shrink = (size: number | null | undefined) => Math.ceil((size as number) / stride);
    return [batch, shrink(height), shrink(width), filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const { stride = 1, precision } = this.#settings;
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
      const kernel = this.#kernel?.read() as tf.Tensor4D;
      const y = trainingConv2d(x, kernel, stride, kwargs.training ? precision : 'float32');
      return this.#bias ? tf.add(y, this.#bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, stride = 1, useBias = false } = this.#settings;
    return {
      ...super.getConfig(),
      filters,
      kernelSize: [kernelSize, kernelSize],
      strides: [stride, stride],
      padding: 'same',
      dataFormat: 'channelsLast',
      dilationRate: [1, 1],
      activation: 'linear',
      useBias,
    };
  }
}
