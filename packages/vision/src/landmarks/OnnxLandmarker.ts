import { CROP_SIDE, CROP_SIZE } from '@emostream/classifier';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { FaceLandmarker } from '../FaceLandmarker.ts';

/** face-api's tiny landmark net on ONNX Runtime. */
export class OnnxLandmarker implements FaceLandmarker {
  readonly #session: InferenceSession;
  readonly #input = new Float32Array(CROP_SIZE);
  readonly #tensor = new Tensor('float32', this.#input, [1, 1, CROP_SIDE, CROP_SIDE]);

  /** @param session of `landmarks.onnx`; the landmarker disposes of it */
  constructor(session: InferenceSession) {
    this.#session = session;
  }

  async locate(face: Float32Array): Promise<Float32Array> {
    this.#input.set(face);
    const { points } = await this.#session.run({ face: this.#tensor });
    if (!(points?.data instanceof Float32Array)) {
      throw new Error('landmarks.onnx has no output `points`');
    }
    return points.data;
  }

  async dispose(): Promise<void> {
    await this.#session.release();
  }
}
