import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { DetectOptions, FaceDetection, FaceDetector } from '../FaceDetector.ts';
import type { RgbImage } from '../RgbImage.ts';
import { SquareInput } from './SquareInput.ts';
import { SSD_DEFAULTS } from './ssdDefaults.ts';
import { suppressOverlaps } from './suppressOverlaps.ts';

/** Side of the network's only input size. */
const SIDE = 512;

/** face-api's SSD MobileNet v1 detector on ONNX Runtime. */
export class OnnxSsdDetector implements FaceDetector {
  readonly name = 'ssd';
  readonly #session: InferenceSession;
  readonly #square = new SquareInput(SIDE);
  readonly #tensor = new Tensor('float32', this.#square.data, [1, 3, SIDE, SIDE]);

  /** @param session of `ssd.onnx`; the detector disposes of it */
  constructor(session: InferenceSession) {
    this.#session = session;
  }

  async detect(image: RgbImage, options: DetectOptions = {}): Promise<FaceDetection[]> {
    this.#square.fill(image);
    const { boxes, scores } = await this.#session.run({ image: this.#tensor });
    if (!(boxes?.data instanceof Float32Array && scores?.data instanceof Float32Array)) {
      throw new Error('ssd.onnx has no outputs `boxes` and `scores`');
    }
    const minScore = options.minScore ?? SSD_DEFAULTS.minScore;
    const found = suppressOverlaps(
      readBoxes(boxes.data, scores.data, minScore),
      SSD_DEFAULTS.maxOverlap,
    );
    const scale = Math.max(image.width, image.height);
    return found
      .slice(0, SSD_DEFAULTS.maxFaces)
      .map(({ box, score }) => ({ box: clippedBox(box, scale), score }))
      .filter(({ box }) => box.width > 0 && box.height > 0);
  }

  async dispose(): Promise<void> {
    await this.#session.release();
  }
}

/** Boxes in fractions of the input square, unclipped, as overlaps are judged. */
function readBoxes(boxes: Float32Array, scores: Float32Array, minScore: number): FaceDetection[] {
  const found: FaceDetection[] = [];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (!(score > minScore)) continue;
    const top = boxes[4 * i] as number;
    const left = boxes[4 * i + 1] as number;
    const height = (boxes[4 * i + 2] as number) - top;
    const width = (boxes[4 * i + 3] as number) - left;
    found.push({ box: { x: left, y: top, width, height }, score });
  }
  return found;
}

/** Clips to the input square, as face-api does, and scales to pixels of the picture. */
function clippedBox(box: FaceDetection['box'], scale: number): FaceDetection['box'] {
  const left = Math.max(0, box.x);
  const top = Math.max(0, box.y);
  const right = Math.min(1, box.x + box.width);
  const bottom = Math.min(1, box.y + box.height);
  return {
    x: left * scale,
    y: top * scale,
    width: (right - left) * scale,
    height: (bottom - top) * scale,
  };
}
