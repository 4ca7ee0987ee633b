import { CROP_SIZE, type EmotionClassifier } from '@emostream/classifier';
import { EMOTION_COUNT } from '@emostream/protocol';
import {
  FaceCropper,
  type PixelBox,
  type RgbImage,
  type SquareRule,
  squareBy,
} from '@emostream/vision';

/** Crops the same found faces by several rules and counts how many of each are classified rightly. */
export class CropTrial {
  readonly rules: readonly SquareRule[];
  readonly #classifier: EmotionClassifier;
  readonly #cropper = new FaceCropper();
  readonly #crops: Float32Array;
  readonly #hits: number[];
  #faces = 0;

  constructor(classifier: EmotionClassifier, rules: readonly SquareRule[]) {
    this.#classifier = classifier;
    this.rules = rules;
    this.#crops = new Float32Array(rules.length * CROP_SIZE);
    this.#hits = rules.map(() => 0);
  }

  /** Takes one found face into account. */
  async add(image: RgbImage, box: PixelBox, label: number): Promise<void> {
    for (const [i, rule] of this.rules.entries()) {
      this.#cropper.crop(image, squareBy(rule, box), this.#crops, i * CROP_SIZE);
    }
    const output = await this.#classifier.classifyBatch(this.#crops, this.rules.length);
    for (const i of this.rules.keys()) {
      const row = output.subarray(i * EMOTION_COUNT, (i + 1) * EMOTION_COUNT);
      if (row.indexOf(Math.max(...row)) === label) this.#hits[i] = (this.#hits[i] ?? 0) + 1;
    }
    this.#faces++;
  }

  /** Accuracy of each rule over the faces added so far, in the order of `rules`. */
  get accuracies(): number[] {
    return this.#hits.map((hits) => (this.#faces === 0 ? 0 : hits / this.#faces));
  }
}
