import { EMOTION_COUNT } from '@emostream/protocol';
import type { io, LayersModel, Tensor } from '@tensorflow/tfjs';
import { classifyInPieces } from '../classifyInPieces.ts';
import { CROP_SIDE } from '../cropShape.ts';
import type { EmotionClassifier } from '../EmotionClassifier.ts';
import type { ModelFiles } from '../ModelFiles.ts';
import type { ModelManifest } from '../modelManifest.ts';
import type { Tfjs } from './loadNativeTfjs.ts';

/** The part of a tfjs `model.json` that is read here. */
interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: io.WeightsManifestEntry[];
  }[];
}

/** The tfjs model on whichever backend the given tfjs has: CUDA, native CPU or WebAssembly. */
export class TfjsClassifier implements EmotionClassifier {
  readonly manifest: ModelManifest;
  readonly #tf: Tfjs;
  readonly #model: LayersModel;

  private constructor(manifest: ModelManifest, tf: Tfjs, model: LayersModel) {
    this.manifest = manifest;
    this.#tf = tf;
    this.#model = model;
  }

  /** @throws if the model is damaged or does not take crops and give seven probabilities each */
  static async load(tf: Tfjs, files: ModelFiles): Promise<TfjsClassifier> {
    const json: ModelJson = JSON.parse((await files.read('model.json')).toString('utf8'));
    const parts: Buffer[] = [];
    for (const { paths } of json.weightsManifest) {
      for (const file of paths) parts.push(await files.read(file));
    }
    const artifacts: io.ModelArtifacts = {
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
      weightData: new Uint8Array(Buffer.concat(parts)).buffer,
    };
    const model = await tf.loadLayersModel({ load: async () => artifacts });
    const classifier = new TfjsClassifier(files.manifest, tf, model);
    await classifier.#classify(new Float32Array(CROP_SIDE * CROP_SIDE), 1);
    return classifier;
  }

  classifyBatch(crops: Float32Array, count: number): Promise<Float32Array> {
    return classifyInPieces(crops, count, (piece, size) => this.#classify(piece, size));
  }

  async dispose(): Promise<void> {
    this.#model.dispose();
  }

  async #classify(crops: Float32Array, count: number): Promise<Float32Array> {
    const output = this.#tf.tidy(() => {
      // tfjs keeps the array it is given until it uploads it: the caller's is reused for other crops.
      const input = this.#tf.tensor4d(crops.slice(), [count, CROP_SIDE, CROP_SIDE, 1]);
      return this.#model.predict(input) as Tensor;
    });
    try {
      if (output.size !== count * EMOTION_COUNT) {
        throw new Error(`model.json does not give ${EMOTION_COUNT} probabilities a crop`);
      }
      return (await output.data()) as Float32Array;
    } finally {
      output.dispose();
    }
  }
}
