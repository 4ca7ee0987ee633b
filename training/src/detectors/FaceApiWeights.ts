import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** One tensor as the package stores it: bytes to be read as `value * scale + min`, or floats. */
export interface FaceApiWeight {
  readonly shape: readonly number[];
  readonly data: Uint8Array | Float32Array;
  /** Present where `data` holds bytes. */
  readonly quantization?: { readonly scale: number; readonly min: number };
}

const manifestSchema = z.array(
  z.object({
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.number().int()),
        dtype: z.string(),
        quantization: z
          .object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() })
          .optional(),
      }),
    ),
    paths: z.array(z.string()),
  }),
);

/** The weights of one network of the `@vladmandic/face-api` package, by name. */
export class FaceApiWeights {
  readonly #weights = new Map<string, FaceApiWeight>();

  /**
   * @param modelDir the package's `model` folder
   * @param network for example `tiny_face_detector_model`
   */
  constructor(modelDir: string, network: string) {
    const manifestPath = path.join(modelDir, `${network}-weights_manifest.json`);
    for (const group of manifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8')))) {
      const bytes = Buffer.concat(
        group.paths.map((file) => readFileSync(path.join(modelDir, file))),
      );
      let offset = 0;
      for (const { name, shape, quantization } of group.weights) {
        const count = shape.reduce((product, dim) => product * dim, 1);
        const end = offset + count * (quantization ? 1 : 4);
        const slice = new Uint8Array(bytes.subarray(offset, end));
        this.#weights.set(
          name,
          quantization
            ? { shape, data: slice, quantization }
            : { shape, data: new Float32Array(slice.buffer) },
        );
        offset = end;
      }
      if (offset !== bytes.length) {
        throw new Error(`${manifestPath} describes ${offset} bytes of ${bytes.length}`);
      }
    }
  }

  /** @throws if the package has no tensor of that name */
  get(name: string): FaceApiWeight {
    const weight = this.#weights.get(name);
    if (!weight) throw new Error(`the face-api package has no weight named ${name}`);
    return weight;
  }
}
