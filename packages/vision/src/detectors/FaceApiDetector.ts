import type { Tfjs } from '@emostream/classifier';
import type { DetectOptions, DetectorName, FaceDetection, FaceDetector } from '../FaceDetector.ts';
import type { RgbImage } from '../RgbImage.ts';
import { scaledBox } from '../scaledBox.ts';
import type { FaceApi } from './loadFaceApi.ts';
import { SSD_DEFAULTS } from './ssdDefaults.ts';
import { TINY_DEFAULTS, tinyInputSize } from './tinyDefaults.ts';

/** face-api takes a threshold of zero for none given. */
const SMALLEST_SCORE = 1e-6;

/** Side of the input that the SSD network always has. */
const SSD_SIDE = 512;

/** Finds faces in a tensor of height × width × 3, with the input's side that it used. */
type Locate = (
  tensor: ReturnType<Tfjs['tensor3d']>,
  options: DetectOptions,
) => Promise<{ side: number; faces: Awaited<ReturnType<TinyNet['locateFaces']>> }>;
type TinyNet = InstanceType<FaceApi['TinyFaceDetector']>;

/** A detector of face-api, run by face-api itself on one of the tfjs engines. */
export class FaceApiDetector implements FaceDetector {
  readonly name: DetectorName;
  readonly #tf: Tfjs;
  readonly #locate: Locate;
  readonly #disposeNet: () => void;

  private constructor(name: DetectorName, tf: Tfjs, locate: Locate, disposeNet: () => void) {
    this.name = name;
    this.#tf = tf;
    this.#locate = locate;
    this.#disposeNet = disposeNet;
  }

  /**
   * @param faceApi the build that belongs to `tf`
   * @param weightsDir the package's `model` folder
   */
  static async load(
    name: DetectorName,
    tf: Tfjs,
    faceApi: FaceApi,
    weightsDir: string,
  ): Promise<FaceApiDetector> {
    const net = name === 'tiny' ? new faceApi.TinyFaceDetector() : new faceApi.SsdMobilenetv1();
    await net.loadFromDisk(weightsDir);
    const locate: Locate = async (tensor, options) => {
      if (net instanceof faceApi.SsdMobilenetv1) {
        const minConfidence = threshold(options.minScore ?? SSD_DEFAULTS.minScore);
        const { maxFaces: maxResults } = SSD_DEFAULTS;
        const faces = await net.locateFaces(tensor as never, { minConfidence, maxResults });
        return { side: SSD_SIDE, faces };
      }
      const side = tinyInputSize(options);
      const scoreThreshold = threshold(options.minScore ?? TINY_DEFAULTS.minScore);
      const faces = await net.locateFaces(tensor as never, { inputSize: side, scoreThreshold });
      return { side, faces };
    };
    return new FaceApiDetector(name, tf, locate, () => net.dispose());
  }

  async detect(image: RgbImage, options: DetectOptions = {}): Promise<FaceDetection[]> {
    const { width, height, data } = image;
    const tensor = this.#tf.tensor3d(data, [height, width, 3], 'int32');
    try {
      const { side, faces } = await this.#locate(tensor, options);
      const square = Math.max(width, height);
      const acrossX = roundingError(width, square, side);
      const acrossY = roundingError(height, square, side);
      return faces
        .map(({ box, score }) => ({
          box: scaledBox(box, acrossX, acrossY),
          score,
        }))
        .filter(({ box }) => box.width > 0 && box.height > 0)
        .sort((a, b) => b.score - a.score);
    } finally {
      tensor.dispose();
    }
  }

  async dispose(): Promise<void> {
    this.#disposeNet();
  }
}

function threshold(minScore: number): number {
  return Math.max(SMALLEST_SCORE, minScore);
}

/**
 * face-api rounds the picture's size within the input square to whole pixels when it scales boxes
 * back, though it resized without rounding. This factor undoes it (up to half a pixel of the input).
 */
function roundingError(length: number, square: number, side: number): number {
  const fitted = (length * side) / square;
  return Math.round(fitted) / fitted;
}
