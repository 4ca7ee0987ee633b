import { EMOTION_COUNT, EMOTIONS, type Emotion } from '@emostream/protocol';
import { LONGEST_KEEP_MS } from './FaceTracker.ts';

/** What to show of one face. */
export interface EmotionEstimate {
  readonly emotion: Emotion;
  /** Of that emotion, averaged over time. */
  readonly probability: number;
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

/**
 * Averages each face's probabilities over time (not over frames, whose rate varies) and keeps its
 * label from flickering. Serves one publisher.
 */
export class EmotionSmoother {
  readonly #states = new Map<number, TrackState>();

  /**
   * @param raw the frame's seven probabilities for the face
   * @param nowMs the frame's time; where it goes back, no time has passed
   */
  smooth(trackId: number, raw: readonly number[], nowMs: number): EmotionEstimate {
    const state = this.#stateOf(trackId, raw, nowMs);
    const elapsed = Math.max(0, nowMs - state.updatedAtMs);
    const gain = 1 - Math.exp(-elapsed / TIME_CONSTANT_MS);
    for (let i = 0; i < EMOTION_COUNT; i++) {
      const before = state.smoothed[i] as number;
      state.smoothed[i] = before + gain * ((raw[i] as number) - before);
    }
    state.updatedAtMs = nowMs;

    const best = indexOfLargest(state.smoothed);
    const probability = (index: number) => state.smoothed[index] as number;
    if (probability(best) - probability(state.label) > SWITCH_MARGIN) state.label = best;
    return {
      emotion: EMOTIONS[state.label] as Emotion,
      probability: probability(state.label),
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
    const state = { smoothed, label: indexOfLargest(smoothed), updatedAtMs: nowMs };
    this.#states.set(trackId, state);
    return state;
  }
}

function indexOfLargest(values: Float64Array): number {
  return values.indexOf(Math.max(...values));
}
