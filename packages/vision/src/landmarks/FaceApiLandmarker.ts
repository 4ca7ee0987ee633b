import { CROP_SIDE, type Tfjs } from '@emostream/classifier';
import type { FaceApi } from '../detectors/loadFaceApi.ts';
import { type FaceLandmarker, LANDMARK_COUNT } from '../FaceLandmarker.ts';

type Net = InstanceType<FaceApi['FaceLandmark68TinyNet']>;

/** face-api's tiny landmark net, run by face-api itself on one of the tfjs engines. */
export class FaceApiLandmarker implements FaceLandmarker {
  readonly #tf: Tfjs;
  readonly #net: Net;

  private constructor(tf: Tfjs, net: Net) {
    this.#tf = tf;
    this.#net = net;
  }

  /**
   * @param faceApi the build that belongs to `tf`
   * @param weightsDir the package's `model` folder
   */
  static async load(tf: Tfjs, faceApi: FaceApi, weightsDir: string): Promise<FaceApiLandmarker> {
    const net = new faceApi.FaceLandmark68TinyNet();
    await net.loadFromDisk(weightsDir);
    return new FaceApiLandmarker(tf, net);
  }

  async locate(face: Float32Array): Promise<Float32Array> {
    const luma = this.#tf.tensor3d(face, [CROP_SIDE, CROP_SIDE, 1]);
    const gray = this.#tf.tile(luma, [1, 1, 3]);
    luma.dispose();
    try {
      const points = await this.#net.forward(gray as never);
      try {
        const data = await points.data();
        if (data instanceof Float32Array && data.length === 2 * LANDMARK_COUNT) return data;
        throw new Error('face-api gave no 68 points');
      } finally {
        points.dispose();
      }
    } finally {
      gray.dispose();
    }
  }

  async dispose(): Promise<void> {
    this.#net.dispose();
  }
}
