import { CROP_SIZE, type EmotionClassifier, type ModelManifest } from '@emostream/classifier';
import { EMOTION_COUNT, EMOTIONS } from '@emostream/protocol';
import { FaceCropper } from './crop/FaceCropper.ts';
import { faceSquare, wholeSquare } from './crop/faceSquare.ts';
import type { DetectorName, FaceDetection, FaceDetector } from './FaceDetector.ts';
import type { FaceLandmarker } from './FaceLandmarker.ts';
import type { AnalyzedFace, FrameAnalysis } from './FrameAnalysis.ts';
import { findFaces, type LiveLookOptions } from './findFaces.ts';
import { type FoundFaces, findFacesInPicture } from './findFacesInPicture.ts';
import { decodeImage } from './images/decodeImage.ts';
import { FrameDecoder } from './images/FrameDecoder.ts';
import { FaceFollower } from './mosaic/FaceFollower.ts';
import type { FaceMeasures } from './quality/FaceMeasures.ts';
import { FaceMeter } from './quality/FaceMeter.ts';
import type { RgbImage } from './RgbImage.ts';
import { scaledBox } from './scaledBox.ts';

/** How one picture is to be analyzed. */
export interface AnalyzeOptions extends LiveLookOptions {
  /** Default: the analyzer's own. */
  readonly detector?: DetectorName;
  /** Faces beyond it, by falling score, are left out. */
  readonly maxFaces?: number;
  /** Takes the whole picture as one face instead of looking for faces. */
  readonly wholeImage?: boolean;
  /** Whether it is measured how far faces are turned, which costs landmarks. Default true. */
  readonly measuresYaw?: boolean;
}

/** The parts an analyzer is made of; it disposes of them. */
export interface FrameAnalyzerParts {
  readonly classifier: EmotionClassifier;
  /** Used where the options name none. */
  readonly detector: DetectorName;
  readonly loadDetector: (name: DetectorName) => Promise<FaceDetector>;
  readonly landmarker: FaceLandmarker;
}

/** More faces than anyone can read on a screen. */
const MAX_FACES = 32;

/**
 * Picture → faces with probabilities. The one preprocessing of the repository: the live path, picture
 * uploads, the CLI and the benchmark all come through here. Analyses asked for at once run in turn.
 */
export class FrameAnalyzer {
  readonly #parts: FrameAnalyzerParts;
  readonly #detectors = new Map<DetectorName, Promise<FaceDetector>>();
  readonly #decoder = new FrameDecoder();
  readonly #follower = new FaceFollower();
  readonly #cropper = new FaceCropper();
  readonly #meter: FaceMeter;
  #crops = new Float32Array(CROP_SIZE);
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: FrameAnalyzerParts) {
    this.#parts = parts;
    this.#meter = new FaceMeter(parts.landmarker);
  }

  /** What the classifier's manifest says. */
  get manifest(): ModelManifest {
    return this.#parts.classifier.manifest;
  }

  /**
   * Analyzes a live frame.
   *
   * @param input JPEG bytes, or a decoded picture
   * @throws ImageError if the bytes are not a frame that can be analyzed
   */
  analyze(input: Uint8Array | RgbImage, options: AnalyzeOptions = {}): Promise<FrameAnalysis> {
    return this.#inTurn(async () => {
      const startedAt = performance.now();
      const image = input instanceof Uint8Array ? await this.#decoder.decode(input) : input;
      const decodedAt = performance.now();
      const { detector = this.#parts.detector } = options;
      const found = options.wholeImage
        ? wholePicture(image, detector)
        : { detector, faces: await this.#findLive(image, detector, options) };
      return this.#classify(image, found, options, startedAt, decodedAt);
    });
  }

  /**
   * Analyzes a still picture in any format that `decodeImage` takes; a face may fill it. Boxes are in
   * pixels of the upright picture.
   *
   * @throws ImageError if the bytes are not a picture that can be analyzed
   */
  analyzePicture(bytes: Uint8Array, options: AnalyzeOptions = {}): Promise<FrameAnalysis> {
    return this.#inTurn(async () => {
      const startedAt = performance.now();
      const { image, width, height } = await decodeImage(bytes);
      const decodedAt = performance.now();
      const { detector = this.#parts.detector } = options;
      const found = options.wholeImage
        ? wholePicture(image, detector)
        : await findFacesInPicture(image, detector, options, (name) => this.#load(name));
      const analysis = await this.#classify(image, found, options, startedAt, decodedAt);
      const across = width / image.width;
      const down = height / image.height;
      const faces = analysis.faces.map((face) => ({
        ...face,
        box: scaledBox(face.box, across, down),
      }));
      return { ...analysis, width, height, faces };
    });
  }

  /** Loads a detector now rather than with the first picture that needs it. */
  async prepare(name: DetectorName): Promise<void> {
    await this.#load(name);
  }

  /** Frees the models' memory. Waits for the analysis under way. */
  async dispose(): Promise<void> {
    await this.#last;
    for (const detector of this.#detectors.values()) await (await detector).dispose();
    await this.#parts.classifier.dispose();
    await this.#parts.landmarker.dispose();
  }

  async #findLive(
    image: RgbImage,
    name: DetectorName,
    options: AnalyzeOptions,
  ): Promise<FaceDetection[]> {
    const detector = await this.#load(name);
    const { followed = [], minScore, followedMinScore = minScore } = options;
    if (followed.length === 0 || name === 'ssd') return findFaces(detector, image, options);
    const near = followedMinScore === undefined ? {} : { minScore: followedMinScore };
    const known = await this.#follower.find(detector, image, followed, near);
    return findFaces(detector, image, options, known);
  }

  /** Crops and measures every face and classifies all of them as one batch. */
  async #classify(
    image: RgbImage,
    found: FoundFaces,
    { maxFaces = MAX_FACES, wholeImage = false, measuresYaw = true }: AnalyzeOptions,
    startedAt: number,
    decodedAt: number,
  ): Promise<FrameAnalysis> {
    const detectedAt = performance.now();
    const faces = found.faces.slice(0, maxFaces);
    const size = faces.length * CROP_SIZE;
    if (this.#crops.length < size) this.#crops = new Float32Array(size);
    faces.forEach(({ box }, index) => {
      const square = wholeImage ? wholeSquare(image) : faceSquare(box, found.detector);
      this.#cropper.crop(image, square, this.#crops, index * CROP_SIZE);
    });
    const measures = await this.#meter.measure(faces, this.#crops, measuresYaw);
    const croppedAt = performance.now();
    const probabilities = await this.#parts.classifier.classifyBatch(this.#crops, faces.length);
    const classifiedAt = performance.now();
    return {
      width: image.width,
      height: image.height,
      faces: faces.map((face, index) =>
        analyzedFace(face, probabilities, index, measures[index] as FaceMeasures),
      ),
      minProbability: this.manifest.certainty.minProbability,
      timings: {
        decodeMs: decodedAt - startedAt,
        detectMs: detectedAt - decodedAt,
        cropMs: croppedAt - detectedAt,
        classifyMs: classifiedAt - croppedAt,
        totalMs: classifiedAt - startedAt,
      },
    };
  }

  #load(name: DetectorName): Promise<FaceDetector> {
    let detector = this.#detectors.get(name);
    if (!detector) {
      detector = this.#parts.loadDetector(name);
      this.#detectors.set(name, detector);
      detector.catch(() => this.#detectors.delete(name));
    }
    return detector;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }
}

function wholePicture({ width, height }: RgbImage, detector: DetectorName): FoundFaces {
  return { detector, faces: [{ box: { x: 0, y: 0, width, height }, score: 1 }] };
}

function analyzedFace(
  face: FaceDetection,
  probabilities: Float32Array,
  index: number,
  measures: FaceMeasures,
): AnalyzedFace {
  const start = index * EMOTION_COUNT;
  const own = Array.from(probabilities.subarray(start, start + EMOTION_COUNT));
  const best = own.indexOf(Math.max(...own));
  return { ...face, emotion: EMOTIONS[best] ?? 'neutral', probabilities: own, measures };
}
