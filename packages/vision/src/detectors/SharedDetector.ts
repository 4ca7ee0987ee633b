import type { DetectOptions, DetectorName, FaceDetection, FaceDetector } from '../FaceDetector.ts';
import type { RgbImage } from '../RgbImage.ts';

/** A detector that several analyzers use: one looks after the other, as a detector's input is one buffer. */
export class SharedDetector implements FaceDetector {
  readonly #detector: FaceDetector;
  #last: Promise<unknown> = Promise.resolve();

  constructor(detector: FaceDetector) {
    this.#detector = detector;
  }

  get name(): DetectorName {
    return this.#detector.name;
  }

  detect(image: RgbImage, options?: DetectOptions): Promise<FaceDetection[]> {
    const found = this.#last.then(() => this.#detector.detect(image, options));
    this.#last = found.catch(() => {});
    return found;
  }

  async dispose(): Promise<void> {
    await this.#last;
    await this.#detector.dispose();
  }
}
