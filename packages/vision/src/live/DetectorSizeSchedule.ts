import type { LiveLookOptions } from '../findFaces.ts';
import { closeMosaicSide } from '../mosaic/mosaicScales.ts';
import type { FollowedFace } from './FaceTracker.ts';

/** Input sizes for faces that are followed, ascending, about a factor of √2 apart. */
const SIZES: readonly number[] = [96, 128, 160, 224, 320, 416, 512];

/** Input sizes that together see faces of every size: of 9 % to 90 % of the frame's longer side. */
const SEARCH_SIZES = [160, 320, 512] as const;

/**
 * Sees a face that is larger than the frame is high, where the smallest search size saw none. It is no
 * search size itself: its boxes of smaller faces are up to half too wide.
 */
const CLOSE_UP_SIZE = 96;

/**
 * Longer side of the detector's box in its own input. Of the faces of face-api's demo photos it finds 90 to
 * 92 % at 52 to 110 px, 81 % at 128 and 51 % at 40 (`npm run evaluate-detectors`); its boxes are somewhat
 * larger than the face where it sees it small, and at 60 px and more the crops lose no accuracy.
 */
const SMALLEST_PX = 60;
const BEST_PX = 100;
const LARGEST_PX = 135;

/**
 * Each search size is looked at that often: a new face shows within half a second, also one that must
 * be found twice before it is shown.
 */
const SEARCH_AFTER_MS = 330;
const SEARCH_WITHIN_MS = 430;

/** Searches of one frame count as made this much apart, so that the next ones fall into several. */
const STAGGER_MS = 110;

/**
 * Pixels of input that showing the faces closely must save, about 2 ms: boxes waver a little more so than in
 * looks at the whole frame.
 */
const SAVED_PIXELS = 60_000;

/**
 * Scores from which on a face is new, and from which on it is the one that should be there. With face-api's 0.5
 * for both, 88 % of 120 placed faces of 100 to 280 px are shown, with these 92 %, and mistakes are no more.
 */
const SCORES = { minScore: 0.4, followedMinScore: 0.25 } as const;

/** The tiny detector's looks for one frame. */
export type DetectionPlan = Required<LiveLookOptions>;

/**
 * Chooses the tiny detector's looks frame by frame: at the places of the faces that are followed, and in
 * turn at the whole frame at the input sizes at which new faces would show. A face that is not found where it
 * should be is looked for in the same frame at the size that suits the faces, and one size up and down. Close-ups
 * and crowds, which a mosaic makes little cheaper, are looked for in the whole frame to begin with.
 */
export class DetectorSizeSchedule {
  readonly #lookedAtMs = new Map<number, number>();
  /** Kept for as long as it suits: boxes shift a little from size to size. */
  #following: number | null = null;
  #plannedAtMs = Number.NEGATIVE_INFINITY;

  /**
   * @param faces those that are followed, in units of the frame's longer side
   * @param nowMs any clock that keeps going forward
   * @param mostSearches searches of one frame: where frames are rare because there is too much to do, all
   *   would be due in each of them, which makes frames rarer still
   */
  next(faces: readonly FollowedFace[], nowMs: number, mostSearches = Infinity): DetectionPlan {
    const shares = faces.map(({ box }) => Math.max(box.width, box.height));
    const sizes = this.#followingSizes(shares);
    const savedPixels = area(sizes) - area([closeMosaicSide(faces.length)]);
    const usesMosaic = savedPixels >= SAVED_PIXELS;
    const searches = this.#dueSearches(nowMs)
      .filter((size) => usesMosaic || !sizes.includes(size))
      .slice(0, mostSearches);
    if (sizes.length === 0 && searches.length === 0) searches.push(this.#longestAgo());
    if (!usesMosaic) for (const size of sizes) this.#lookedAtMs.set(size, nowMs);
    for (const [index, size] of searches.entries()) {
      this.#lookedAtMs.set(size, nowMs - index * STAGGER_MS);
    }
    const expectedFaces = Math.max(1, faces.filter(({ wasFound }) => wasFound).length);
    if (usesMosaic) {
      const [inputSize, ...others] = sizes as [number, ...number[]];
      const retrySizes = [...others, ...neighbours(sizes, shares)];
      const followed = faces.map(({ box }) => box);
      return { ...SCORES, followed, inputSize, searchSizes: searches, retrySizes, expectedFaces };
    }
    const [inputSize, ...searchSizes] = [...sizes, ...searches] as [number, ...number[]];
    const retrySizes = sizes.length > 0 ? neighbours(sizes, shares) : closeUpAfter(searches);
    return { ...SCORES, followed: [], inputSize, searchSizes, retrySizes, expectedFaces };
  }

  /** One size where it suits the smallest and the largest face, else one for each. */
  #followingSizes(shares: readonly number[]): number[] {
    if (shares.length === 0) return [];
    const smallest = Math.min(...shares);
    const largest = Math.max(...shares);
    if (this.#following !== null && suits(this.#following, smallest, largest)) {
      return [this.#following];
    }
    const common = nearestSize(BEST_PX / Math.sqrt(smallest * largest));
    const forSmallest = nearestSize(BEST_PX / smallest);
    const forLargest = nearestSize(BEST_PX / largest);
    const one = forSmallest === forLargest || suits(common, smallest, largest);
    this.#following = one ? common : null;
    return one ? [common] : [forSmallest, forLargest];
  }

  /** One search whose turn has come, and all that must not wait for the next frame. */
  #dueSearches(nowMs: number): number[] {
    const sinceLastFrame = nowMs - this.#plannedAtMs;
    this.#plannedAtMs = nowMs;
    return this.#byAge().filter((size, index) => {
      const elapsed = nowMs - this.#lookedAt(size);
      const late = elapsed + sinceLastFrame > SEARCH_WITHIN_MS;
      return late || (index === 0 && elapsed >= SEARCH_AFTER_MS);
    });
  }

  #longestAgo(): number {
    return this.#byAge()[0] ?? SEARCH_SIZES[0];
  }

  #byAge(): number[] {
    return [...SEARCH_SIZES].sort((a, b) => this.#lookedAt(a) - this.#lookedAt(b));
  }

  #lookedAt(size: number): number {
    return this.#lookedAtMs.get(size) ?? Number.NEGATIVE_INFINITY;
  }
}

/** Pixels of inputs of those sides. */
function area(sizes: readonly number[]): number {
  return sizes.reduce((pixels, size) => pixels + size * size, 0);
}

function suits(size: number, smallest: number, largest: number): boolean {
  return size * smallest >= SMALLEST_PX && size * largest <= LARGEST_PX;
}

/** The size nearest by ratio. */
function nearestSize(wanted: number): number {
  const distance = (size: number) => Math.abs(Math.log(size / wanted));
  return SIZES.reduce((best, size) => (distance(size) < distance(best) ? size : best));
}

function closeUpAfter(searches: readonly number[]): number[] {
  return searches.includes(SEARCH_SIZES[0]) ? [CLOSE_UP_SIZE] : [];
}

/**
 * The next smaller and the next larger size of each, without those that are looked at anyway; first the one
 * that suits the faces better, as a face seen too small gets too wide a box.
 */
function neighbours(sizes: readonly number[], shares: readonly number[]): number[] {
  const around = sizes.flatMap((size) => {
    const index = SIZES.indexOf(size);
    return [SIZES[index - 1], SIZES[index + 1]].filter((other) => other !== undefined);
  });
  const share = Math.sqrt(Math.min(...shares) * Math.max(...shares));
  const misfit = (size: number) => Math.abs(Math.log((size * share) / BEST_PX));
  return [...new Set(around)]
    .filter((size) => !sizes.includes(size))
    .sort((a, b) => misfit(a) - misfit(b));
}
