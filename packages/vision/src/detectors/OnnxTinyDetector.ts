import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { DetectOptions, FaceDetection, FaceDetector } from '../FaceDetector.ts';
import type { RgbImage } from '../RgbImage.ts';
import { SquareInput } from './SquareInput.ts';
import { suppressOverlaps } from './suppressOverlaps.ts';
import { TINY_DEFAULTS, tinyInputSize } from './tinyDefaults.ts';

/** Pixels of the input a cell of the output stands for. */
const CELL = 32;

/** Width and height of the five prior boxes, in cells. */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const;

/** Values a box has in the output: centre x, centre y, width, height, score. */
const VALUES = 5;

/** face-api's tiny detector on ONNX Runtime. */
export class OnnxTinyDetector implements FaceDetector {
  readonly name = 'tiny';
  readonly #session: InferenceSession;
  readonly #inputs = new Map<number, { square: SquareInput; tensor: Tensor }>();

  /** @param session of `tiny.onnx`; the detector disposes of it */
  constructor(session: InferenceSession) {
    this.#session = session;
  }

  async detect(image: RgbImage, options: DetectOptions = {}): Promise<FaceDetection[]> {
    const side = tinyInputSize(options);
    const { square, tensor } = this.#input(side);
    square.fill(image);
    const { cells } = await this.#session.run({ image: tensor });
    if (!(cells?.data instanceof Float32Array)) throw new Error('tiny.onnx has no output `cells`');
    const scale = Math.max(image.width, image.height) / side;
    const minScore = options.minScore ?? TINY_DEFAULTS.minScore;
    const found = decodeCells(cells.data, side / CELL, CELL * scale, minScore);
    return suppressOverlaps(found, TINY_DEFAULTS.maxOverlap);
  }

  async dispose(): Promise<void> {
    await this.#session.release();
  }

  #input(side: number): { square: SquareInput; tensor: Tensor } {
    let input = this.#inputs.get(side);
    if (!input) {
      const square = new SquareInput(side);
      input = { square, tensor: new Tensor('float32', square.data, [1, 3, side, side]) };
      this.#inputs.set(side, input);
    }
    return input;
  }
}

/**
 * Reads the boxes out of the network's output.
 *
 * @param cells 25 planes of `count` × `count` values: the five values of each anchor
 * @param size of a cell in pixels of the picture
 */
function decodeCells(
  cells: Float32Array,
  count: number,
  size: number,
  minScore: number,
): FaceDetection[] {
  const found: FaceDetection[] = [];
  const plane = count * count;
  const minLogit = Math.log(minScore / (1 - minScore));
  ANCHORS.forEach(([anchorWidth, anchorHeight], anchor) => {
    const start = anchor * VALUES * plane;
    for (let cell = 0; cell < plane; cell++) {
      const logit = cells[start + 4 * plane + cell] as number;
      if (!(logit > minLogit)) continue;
      const value = (index: number) => cells[start + index * plane + cell] as number;
      const width = Math.exp(value(2)) * anchorWidth * size;
      const height = Math.exp(value(3)) * anchorHeight * size;
      const x = ((cell % count) + sigmoid(value(0))) * size - width / 2;
      const y = (Math.floor(cell / count) + sigmoid(value(1))) * size - height / 2;
      found.push({ box: { x, y, width, height }, score: sigmoid(logit) });
    }
  });
  return found;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
