import { addUnknownFaces } from './addUnknownFaces.ts';
import type { DetectOptions, DetectorName, FaceDetection, FaceDetector } from './FaceDetector.ts';
import { findFaces, type LookOptions } from './findFaces.ts';
import { findFacesInTiles } from './findFacesInTiles.ts';
import { paddedCopy } from './images/paddedCopy.ts';
import type { RgbImage } from './RgbImage.ts';

/** One way to look at a picture. */
interface Look extends DetectOptions {
  readonly detector: DetectorName;
  /** Border around the picture on each side as a share of its longer side. */
  readonly border: number;
}

/** The tiny detector comes last and must be surer: it sees faces more readily where there are none. */
const CLOSE_UP_SCORE = 0.6;

/**
 * What is tried in turn where a picture shows no face at first sight. Of 176 close-ups cut from
 * face-api's demo photos at 0.8 to 1.5 times the face's size, 100 and 800 px, SSD alone finds 57, and
 * with these looks 167; of 162 cuts of background two are taken for a face (`npm run evaluate-detectors`).
 */
const CLOSE_UP_LOOKS: Record<DetectorName, readonly Look[]> = {
  ssd: [
    { detector: 'ssd', border: 0.5 },
    { detector: 'ssd', border: 1 },
    { detector: 'tiny', border: 0, inputSize: 96, minScore: CLOSE_UP_SCORE },
    { detector: 'tiny', border: 0.25, inputSize: 160, minScore: CLOSE_UP_SCORE },
  ],
  tiny: [
    { detector: 'tiny', border: 0, inputSize: 224 },
    { detector: 'tiny', border: 0, inputSize: 128, minScore: CLOSE_UP_SCORE },
    { detector: 'tiny', border: 0, inputSize: 96, minScore: CLOSE_UP_SCORE },
    { detector: 'tiny', border: 0.25, inputSize: 160, minScore: CLOSE_UP_SCORE },
  ],
};

/**
 * A face smaller than this share of the picture's longer side may not be the only one: others beside it
 * can be too small for one look at the whole picture.
 */
const SMALL_FACE = 0.1;

/** In a smaller picture, what tiles would show has too few pixels to be classified. */
const MIN_TILED_SIDE = 800;

/** Faces and the detector that found them, whose boxes have a shape of their own. */
export interface FoundFaces {
  readonly detector: DetectorName;
  readonly faces: readonly FaceDetection[];
}

/**
 * Looks for the faces of a still picture. Detectors miss a face that fills the picture, as they have
 * hardly ever seen one without its surroundings: such a picture is looked at again with a border. They
 * miss small ones too: a large picture with small faces, or with none, is looked at in tiles.
 *
 * @param options what the caller asks of the first look
 * @param load gives a detector, loading it if need be
 */
export async function findFacesInPicture(
  image: RgbImage,
  detector: DetectorName,
  options: LookOptions,
  load: (name: DetectorName) => Promise<FaceDetector>,
): Promise<FoundFaces> {
  const faces = await findFaces(await load(detector), image, options);
  if (faces.length === 0) {
    for (const look of CLOSE_UP_LOOKS[detector]) {
      const closer = await lookCloser(await load(look.detector), image, look, options);
      if (closer.length > 0) return { detector: look.detector, faces: closer };
    }
  }
  const longerSide = Math.max(image.width, image.height);
  const [large, small] = bySize(faces, SMALL_FACE * longerSide);
  if (longerSide < MIN_TILED_SIDE || (small.length === 0 && large.length > 0)) {
    return { detector, faces };
  }
  // Tiles see parts of a large face, and the box of a small one more exactly.
  const all = [...large];
  addUnknownFaces(all, await findFacesInTiles(await load(detector), image, options));
  addUnknownFaces(all, small);
  return { detector, faces: all.sort((a, b) => b.score - a.score) };
}

/** Faces whose longer side is that long, and those that are smaller. */
function bySize(
  faces: readonly FaceDetection[],
  side: number,
): [large: FaceDetection[], small: FaceDetection[]] {
  const isLarge = ({ box }: FaceDetection) => Math.max(box.width, box.height) >= side;
  return [faces.filter(isLarge), faces.filter((face) => !isLarge(face))];
}

async function lookCloser(
  detector: FaceDetector,
  image: RgbImage,
  { border, ...own }: Look,
  asked: DetectOptions,
): Promise<FaceDetection[]> {
  const minScore = Math.max(own.minScore ?? 0, asked.minScore ?? 0);
  const options = { ...own, ...(minScore > 0 ? { minScore } : {}) };
  if (border === 0) return detector.detect(image, options);
  const copy = await paddedCopy(image, border);
  const found = await detector.detect(copy.image, options);
  return found.map(({ box, score }) => ({ box: copy.toOriginal(box), score }));
}
