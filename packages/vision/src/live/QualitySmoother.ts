import type { FaceQuality } from '@emostream/protocol';
import type { FaceMeasures } from '../quality/FaceMeasures.ts';
import { faceQuality } from '../quality/faceQuality.ts';

/** A face's measures averaged over time, and what they amount to. */
interface TrackState {
  sidePx: number;
  luma: number;
  sharpness: number;
  yaw: number | null;
  quality: FaceQuality;
  updatedAtMs: number;
  /** The yaw is not measured in every frame. */
  yawAtMs: number;
}

/** Time constant of the average: a hand or a blink of the light does not change the quality, a turn does. */
const TIME_CONSTANT_MS = 300;

/**
 * Averages what is measured of each face over time and says what makes it hard to read, without
 * flickering from frame to frame. Serves one publisher.
 */
export class QualitySmoother {
  readonly #states = new Map<number, TrackState>();

  /** @param nowMs the frame's time; where it goes back, no time has passed */
  smooth(trackId: number, measures: FaceMeasures, nowMs: number): FaceQuality {
    const state = this.#states.get(trackId);
    if (!state) {
      const quality = faceQuality(measures);
      this.#states.set(trackId, { ...measures, quality, updatedAtMs: nowMs, yawAtMs: nowMs });
      return quality;
    }
    const gain = gainAfter(nowMs - state.updatedAtMs);
    state.sidePx += gain * (measures.sidePx - state.sidePx);
    state.luma += gain * (measures.luma - state.luma);
    state.sharpness += gain * (measures.sharpness - state.sharpness);
    if (measures.yaw !== null) {
      state.yaw = towards(state.yaw, measures.yaw, gainAfter(nowMs - state.yawAtMs));
      state.yawAtMs = nowMs;
    }
    state.quality = faceQuality(state, state.quality);
    state.updatedAtMs = nowMs;
    return state.quality;
  }

  /** Forgets every face but these. */
  keepOnly(trackIds: readonly number[]): void {
    for (const trackId of this.#states.keys()) {
      if (!trackIds.includes(trackId)) this.#states.delete(trackId);
    }
  }
}

/** How much of a new value comes through after so long. */
function gainAfter(elapsedMs: number): number {
  return 1 - Math.exp(-Math.max(0, elapsedMs) / TIME_CONSTANT_MS);
}

function towards(before: number | null, now: number, gain: number): number {
  return before === null ? now : before + gain * (now - before);
}
