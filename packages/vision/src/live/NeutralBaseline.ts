import { type Baseline, EMOTION_COUNT, type Probabilities } from '@emostream/protocol';

/** A followed face of one frame. */
export interface BaselineFace {
  readonly trackId: number;
  readonly raw: readonly number[];
  /** Any measure of its size that stays the same. */
  readonly size: number;
  readonly isGood: boolean;
}

/** For how long a person looks relaxed. */
export const BASELINE_MS = 5000;

/** The person must be seen well in so many frames, and in this share of all of them. */
const MIN_FRAMES = 8;
const MIN_SHARE = 0.5;

/**
 * What the shipped model (`compact-56de0794`) says of a neutral face: its mean over the 607 validation
 * faces that FER2013 labels neutral, in the order of `EMOTIONS` (`npm run evaluate-quality` prints it).
 */
export const AVERAGE_NEUTRAL: Probabilities = [
  0.0807, 0.0124, 0.0623, 0.1001, 0.5663, 0.144, 0.0342,
];

/**
 * Added to both means before they are divided. A class that neither face shows keeps its share then,
 * instead of being multiplied by the ratio of two accidents, and no factor leaves 1/21 to 21.
 */
const SOFTENING = 0.05;

/** What a track has shown so far. */
interface TrackSum {
  frames: number;
  size: number;
  goodFrames: number;
  readonly raw: Float64Array;
}

interface Measuring {
  readonly fromMs: number;
  readonly untilMs: number;
  frames: number;
  readonly tracks: Map<number, TrackSum>;
}

/**
 * A person's own neutral face, and expressions relative to it.
 *
 * The model's bias for one person (a resting face that looks sad to it) is taken for a factor a class,
 * as a shift of its logits is: the person's relaxed face should have got what neutral faces get on
 * average and got something else. So each probability is multiplied by what an average neutral face
 * gets over what this one got, and all are scaled to sum to one. That is the correction of a classifier
 * for other class priors (Saerens et al. 2002), with the relaxed face in the place of the prior. Serves
 * one publisher; the faces that share the camera share the baseline.
 */
export class NeutralBaseline {
  #measuring: Measuring | null = null;
  #problem: 'no_face' | 'poor_quality' | null = null;
  /** What each class is multiplied by. */
  #factors: Float64Array | null = null;

  /** How far the measuring has come. */
  get state(): Baseline {
    if (this.#measuring) return { state: 'measuring', untilMs: this.#measuring.untilMs };
    if (this.#factors) return { state: 'set' };
    return this.#problem ? { state: 'failed', reason: this.#problem } : { state: 'none' };
  }

  /** Begins to measure; what was measured before is forgotten. */
  start(nowMs: number): void {
    this.clear();
    this.#measuring = {
      fromMs: nowMs,
      untilMs: nowMs + BASELINE_MS,
      frames: 0,
      tracks: new Map(),
    };
  }

  clear(): void {
    this.#measuring = null;
    this.#problem = null;
    this.#factors = null;
  }

  /**
   * Takes in the faces of a frame. The first frame after the five seconds ends the measuring.
   *
   * @param nowMs the frame's time, on the clock of `start`; must not go back
   */
  observe(faces: readonly BaselineFace[], nowMs: number): void {
    const measuring = this.#measuring;
    if (!measuring || nowMs < measuring.fromMs) return;
    if (nowMs >= measuring.untilMs) {
      this.#finish(measuring);
      return;
    }
    measuring.frames += 1;
    for (const face of faces) addTo(measuring.tracks, face);
  }

  /** The probabilities relative to the person's neutral face; null while none was measured. */
  adjust(probabilities: readonly number[]): Probabilities | null {
    const factors = this.#factors;
    if (!factors) return null;
    const weighed = probabilities.map((value, index) => value * (factors[index] as number));
    const sum = weighed.reduce((total, value) => total + value, 0);
    return weighed.map((value) => value / sum);
  }

  /** The person is who was there most: for longest, and nearest to the camera. */
  #finish({ frames, tracks }: Measuring): void {
    this.#measuring = null;
    const needed = Math.max(MIN_FRAMES, MIN_SHARE * frames);
    let person: TrackSum | null = null;
    for (const track of tracks.values()) if (track.size > (person?.size ?? 0)) person = track;
    if (!person || person.frames < needed) this.#problem = 'no_face';
    else if (person.goodFrames < needed) this.#problem = 'poor_quality';
    else this.#factors = factorsOf(person);
  }
}

function addTo(tracks: Map<number, TrackSum>, { trackId, raw, size, isGood }: BaselineFace): void {
  let track = tracks.get(trackId);
  if (!track) {
    track = { frames: 0, size: 0, goodFrames: 0, raw: new Float64Array(EMOTION_COUNT) };
    tracks.set(trackId, track);
  }
  track.frames += 1;
  track.size += size;
  if (!isGood) return;
  track.goodFrames += 1;
  for (let i = 0; i < EMOTION_COUNT; i++)
    track.raw[i] = (track.raw[i] as number) + (raw[i] as number);
}

function factorsOf({ raw, goodFrames }: TrackSum): Float64Array {
  return raw.map(
    (sum, index) =>
      ((AVERAGE_NEUTRAL[index] as number) + SOFTENING) / (sum / goodFrames + SOFTENING),
  );
}
