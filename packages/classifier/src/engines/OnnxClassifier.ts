import { EMOTION_COUNT } from '@emostream/protocol';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { classifyInPieces } from '../classifyInPieces.ts';
import { CROP_SIDE } from '../cropShape.ts';
import type { EmotionClassifier } from '../EmotionClassifier.ts';
import type { ModelFiles } from '../ModelFiles.ts';
import type { ModelManifest } from '../modelManifest.ts';

/** One thread a session: the server runs several analyzers side by side, each in its worker. */
const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};

/** `model.onnx` on ONNX Runtime. `classifyBatch` blocks the thread that calls it. */
export class OnnxClassifier implements EmotionClassifier {
  readonly manifest: ModelManifest;
  readonly #session: InferenceSession;

  private constructor(manifest: ModelManifest, session: InferenceSession) {
    this.manifest = manifest;
    this.#session = session;
  }

  /** @throws if the model is damaged or does not take crops and give seven probabilities each */
  static async load(files: ModelFiles): Promise<OnnxClassifier> {
    const session = await InferenceSession.create(await files.read('model.onnx'), SESSION_OPTIONS);
    const classifier = new OnnxClassifier(files.manifest, session);
    await classifier.#classify(new Float32Array(CROP_SIDE * CROP_SIDE), 1);
    return classifier;
  }

  classifyBatch(crops: Float32Array, count: number): Promise<Float32Array> {
    return classifyInPieces(crops, count, (piece, size) => this.#classify(piece, size));
  }

  async dispose(): Promise<void> {
    await this.#session.release();
  }

  async #classify(crops: Float32Array, count: number): Promise<Float32Array> {
    const tensor = new Tensor('float32', crops, [count, CROP_SIDE, CROP_SIDE, 1]);
    const { probabilities } = await this.#session.run({ crops: tensor });
    const data = probabilities?.data;
    if (!(data instanceof Float32Array) || data.length !== count * EMOTION_COUNT) {
      throw new Error(`model.onnx does not give ${EMOTION_COUNT} probabilities a crop`);
    }
    return data;
  }
}
