import * as tf from '@tensorflow/tfjs';

/** Numbers of TensorFlow's element types. */
export const FLOAT = 1;
export const BFLOAT16 = 14;

export type Attribute = { name: string; type: number; value: unknown };
/** A tensor that TensorFlow holds and tfjs does not know of. Delete it, or make a tensor of it. */
export type TensorMetadata = { id: number; shape: number[]; dtype: number };

/** The part of tfjs-node's backend that runs any TensorFlow operator by its name. */
interface NativeBackend {
  readonly binding: {
    readonly TF_ATTR_TYPE: number;
    readonly TF_ATTR_INT: number;
    readonly TF_ATTR_FLOAT: number;
    readonly TF_ATTR_BOOL: number;
    readonly TF_ATTR_STRING: number;
    executeOp(
      name: string,
      attributes: Attribute[],
      inputIds: number[],
      outputs: number,
    ): TensorMetadata[];
    deleteTensor(id: number): void;
  };
  readonly isUsingGpuDevice: boolean;
  getInputTensorIds(tensors: tf.Tensor[]): number[];
  createOutputTensor(metadata: TensorMetadata): tf.Tensor;
}

/**
 * Runs any TensorFlow operator on the native backends (tfjs-node, tfjs-node-gpu), also those that tfjs has
 * no name for, such as the fused gradient of batch normalization.
 */
export class NativeKernels {
  readonly #backend: NativeBackend;

  private constructor(backend: NativeBackend) {
    this.#backend = backend;
  }

  /** The kernels of the running backend, or null where it is not a native one. */
  static ofBackend(): NativeKernels | null {
    return tf.getBackend() === 'tensorflow'
      ? new NativeKernels(tf.backend() as unknown as NativeBackend)
      : null;
  }

  get usesGpu(): boolean {
    return this.#backend.isUsingGpuDevice;
  }

  id(tensor: tf.Tensor): number {
    return this.#backend.getInputTensorIds([tensor])[0] ?? -1;
  }

  run(name: string, attributes: Attribute[], ids: number[], outputs = 1): TensorMetadata[] {
    return this.#backend.binding.executeOp(name, attributes, ids, outputs);
  }

  tensor(metadata: TensorMetadata | undefined): tf.Tensor {
    if (!metadata) throw new Error('the operator gave fewer outputs than expected');
    return this.#backend.createOutputTensor(metadata);
  }

  delete(...tensors: (TensorMetadata | undefined)[]): void {
    for (const metadata of tensors) if (metadata) this.#backend.binding.deleteTensor(metadata.id);
  }

  cast(id: number, from: number, to: number): TensorMetadata {
    const [result] = this.run('Cast', [this.type('SrcT', from), this.type('DstT', to)], [id]);
    if (!result) throw new Error('Cast gave no output');
    return result;
  }

  type(name: string, value: number): Attribute {
    return { name, type: this.#backend.binding.TF_ATTR_TYPE, value };
  }
  ints(name: string, value: number[]): Attribute {
    return { name, type: this.#backend.binding.TF_ATTR_INT, value };
  }
  float(name: string, value: number): Attribute {
    return { name, type: this.#backend.binding.TF_ATTR_FLOAT, value };
  }
  flag(name: string, value: boolean): Attribute {
    return { name, type: this.#backend.binding.TF_ATTR_BOOL, value };
  }
  text(name: string, value: string): Attribute {
    return { name, type: this.#backend.binding.TF_ATTR_STRING, value };
  }
}
