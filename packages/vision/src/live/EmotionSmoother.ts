import { EMOTION_COUNT, EMOTIONS, type Emotion, type FaceQuality } from '@emostream/protocol';
import { LONGEST_KEEP_MS } from './FaceTracker.ts';

/** What to show of one face. */
export interface EmotionEstimate {
  readonly emotion: Emotion;
  readonly uncertain: boolean;
  /** Seven probabilities in the order of `EMOTIONS`, averaged over time. */
  readonly smoothed: number[];
}

interface TrackState {
  readonly smoothed: Float64Array;
  label: number;
  updatedAtMs: number;
}

/** Time constant of the average: after it, two thirds of a change have come through. */
const TIME_CONSTANT_MS = 250;

/** After a pause as long as this nothing is known of the face any more: no track outlives it. */
const FORGET_MS = LONGEST_KEEP_MS;

/** Another label is shown only when it leads the shown one by this much. */
const SWITCH_MARGIN = 0.08;

/** Below this probability of the label, or this lead over the next, the estimate is uncertain. */
const MIN_PROBABILITY = 0.4;
const MIN_LEAD = 0.1;

/**
 * Averages each face's probabilities over time (not over frames, whose rate varies) and keeps its
 * label from flickering. Serves one publisher.
 */
export class EmotionSmoother {
  readonly #states = new Map<number, TrackState>();

  /**
   * @param raw the frame's seven probabilities for the face
   * @param quality what makes the face hard to read; the estimate is uncertain unless it is `good`
   * @param nowMs the frame's time; where it goes back, no time has passed
   */
  smooth(
    trackId: number,
    raw: readonly number[],
    quality: FaceQuality,
    nowMs: number,
  ): EmotionEstimate {
    const state = this.#stateOf(trackId, raw, nowMs);
    const elapsed = Math.max(0, nowMs - state.updatedAtMs);
    const gain = 1 - Math.exp(-elapsed / TIME_CONSTANT_MS);
    for (let i = 0; i < EMOTION_COUNT; i++) {
      const before = state.smoothed[i] as number;
      state.smoothed[i] = before + gain * ((raw[i] as number) - before);
    }
    state.updatedAtMs = nowMs;

    const [best, second] = twoLargest(state.smoothed);
    const probability = (index: number) => state.smoothed[index] as number;
    if (probability(best) - probability(state.label) > SWITCH_MARGIN) state.label = best;
    const lead = probability(best) - probability(second);
    const weak = probability(state.label) < MIN_PROBABILITY || lead < MIN_LEAD;
    return {
      emotion: EMOTIONS[state.label] as Emotion,
      uncertain: weak || quality !== 'good',
      smoothed: Array.from(state.smoothed),
    };
  }

  /** Forgets every face but these. */
  keepOnly(trackIds: readonly number[]): void {
    for (const trackId of this.#states.keys()) {
      if (!trackIds.includes(trackId)) this.#states.delete(trackId);
    }
  }

  #stateOf(trackId: number, raw: readonly number[], nowMs: number): TrackState {
    const known = this.#states.get(trackId);
    if (known && nowMs - known.updatedAtMs < FORGET_MS) return known;
    const smoothed = Float64Array.from(raw);
    const state = { smoothed, label: twoLargest(smoothed)[0], updatedAtMs: nowMs };
    this.#states.set(trackId, state);
    return state;
  }
}

/** Indices of the largest and the second largest value. */
function twoLargest(values: Float64Array): [number, number] {
  let best = 0;
  let second = -1;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    if (value > (values[best] as number)) {
      second = best;
      best = i;
    } else if (second < 0 || value > (values[second] as number)) {
      second = i;
    }
  }
  return [best, second];
}
