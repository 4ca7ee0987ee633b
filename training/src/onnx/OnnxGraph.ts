import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;

/** The operator set the graphs are written for. */
const OPSET_VERSION = 17;

/** The file format version that belongs to it. */
const IR_VERSION = 8;

/** Element types of tensors that a graph can take, give or hold. */
export type OnnxElementType = 'float32' | 'uint8' | 'int64';

/** Values of an initializer: their class decides its element type (`BigInt64Array`: int64). */
export type OnnxInitializerData = Float32Array | Uint8Array | BigInt64Array;

/** An operator's attribute: an integer, an integer list, a float, a float list or a string. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly string: string };

const ELEMENT_TYPES: Record<OnnxElementType, number> = {
  float32: onnx.TensorProto.DataType.FLOAT,
  uint8: onnx.TensorProto.DataType.UINT8,
  int64: onnx.TensorProto.DataType.INT64,
};

/**
 * Writes one ONNX model. Values are joined by name; nodes must be added in an order in which every
 * input is already known. Each `add` returns the name it defines, so that calls chain.
 */
export class OnnxGraph {
  readonly #name: string;
  readonly #inputs: ReturnType<typeof valueInfo>[] = [];
  readonly #outputs: ReturnType<typeof valueInfo>[] = [];
  readonly #initializers: ReturnType<typeof tensorProto>[] = [];
  readonly #nodes: ReturnType<typeof nodeProto>[] = [];
  readonly #known = new Set<string>();

  constructor(name: string) {
    this.#name = name;
  }

  /** Declares an input. A dimension given as a name is free, for example the batch. */
  addInput(name: string, type: OnnxElementType, dims: readonly (number | string)[]): string {
    this.#define(name);
    this.#inputs.push(valueInfo(name, type, dims));
    return name;
  }

  /** Declares a value that some node defines as an output of the model. */
  addOutput(name: string, type: OnnxElementType, dims: readonly (number | string)[]): string {
    this.#require(name);
    this.#outputs.push(valueInfo(name, type, dims));
    return name;
  }

  /** Adds a constant. The element type follows the array's class; `dims` of `[]` is a scalar. */
  addInitializer(name: string, dims: readonly number[], data: OnnxInitializerData): string {
    const count = dims.reduce((product, dim) => product * dim, 1);
    if (count !== data.length) {
      throw new Error(`initializer ${name}: ${data.length} values for shape [${dims.join(', ')}]`);
    }
    this.#define(name);
    this.#initializers.push(tensorProto(name, dims, data));
    return name;
  }

  /** Adds an operator of the standard set. An empty input name leaves an optional input out. */
  addNode(
    opType: string,
    inputs: readonly string[],
    outputs: readonly [string, ...string[]],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): string {
    for (const input of inputs) if (input !== '') this.#require(input);
    for (const output of outputs) this.#define(output);
    this.#nodes.push(nodeProto(opType, inputs, outputs, attributes));
    return outputs[0];
  }

  /** Encodes the model. */
  toBytes(): Uint8Array {
    const model = onnx.ModelProto.create({
      irVersion: IR_VERSION,
      producerName: 'emostream',
      opsetImport: [{ domain: '', version: OPSET_VERSION }],
      graph: {
        name: this.#name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      },
    });
    return onnx.ModelProto.encode(model).finish();
  }

  #define(name: string): void {
    if (this.#known.has(name)) throw new Error(`value ${name} is defined twice`);
    this.#known.add(name);
  }

  #require(name: string): void {
    if (!this.#known.has(name)) throw new Error(`value ${name} is used before it is defined`);
  }
}

function valueInfo(name: string, type: OnnxElementType, dims: readonly (number | string)[]) {
  const dim = dims.map((size) =>
    typeof size === 'string' ? { dimParam: size } : { dimValue: size },
  );
  return { name, type: { tensorType: { elemType: ELEMENT_TYPES[type], shape: { dim } } } };
}

function tensorProto(name: string, dims: readonly number[], data: OnnxInitializerData) {
  const type =
    data instanceof Float32Array ? 'float32' : data instanceof Uint8Array ? 'uint8' : 'int64';
  // The format stores raw tensors little-endian, as does every platform Node runs on but s390x.
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  return { name, dims: [...dims], dataType: ELEMENT_TYPES[type], rawData };
}

function nodeProto(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, OnnxAttribute>>,
) {
  return {
    name: outputs[0] ?? '',
    opType,
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
  };
}

function attributeProto(name: string, value: OnnxAttribute) {
  const types = onnx.AttributeProto.AttributeType;
  if ('int' in value) return { name, type: types.INT, i: value.int };
  if ('ints' in value) return { name, type: types.INTS, ints: [...value.ints] };
  if ('float' in value) return { name, type: types.FLOAT, f: value.float };
  if ('floats' in value) return { name, type: types.FLOATS, floats: [...value.floats] };
  return { name, type: types.STRING, s: new TextEncoder().encode(value.string) };
}
