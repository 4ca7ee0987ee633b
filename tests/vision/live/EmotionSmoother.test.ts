import { EMOTIONS, type Emotion } from '@emostream/protocol';
import { EmotionSmoother } from '@emostream/vision';
import { describe, expect, it } from 'vitest';

/** Seven probabilities with `share` on one emotion and the rest spread evenly. */
const mostly = (emotion: Emotion, share: number) =>
  EMOTIONS.map((name) => (name === emotion ? share : (1 - share) / 6));

const of = (values: readonly number[], emotion: Emotion) =>
  values[EMOTIONS.indexOf(emotion)] as number;

describe('EmotionSmoother', () => {
  it('starts with what the first frame says', () => {
    const estimate = new EmotionSmoother().smooth(1, mostly('sad', 0.8), 0);
    expect(estimate).toEqual({
      emotion: 'sad',
      probability: 0.8,
      smoothed: mostly('sad', 0.8),
    });
  });

  it('comes two thirds of the way after its time constant, at any frame rate', () => {
    for (const everyMs of [10, 25, 50, 125, 250]) {
      const smoother = new EmotionSmoother();
      smoother.smooth(1, mostly('neutral', 1), 0);
      let share = 0;
      for (let nowMs = everyMs; nowMs <= 250; nowMs += everyMs) {
        share = of(smoother.smooth(1, mostly('happy', 1), nowMs).smoothed, 'happy');
      }
      expect(share, `a frame every ${everyMs} ms`).toBeCloseTo(1 - Math.exp(-1), 6);
    }
  });

  it('keeps seven probabilities that sum to one', () => {
    const smoother = new EmotionSmoother();
    for (let frame = 0; frame < 50; frame++) {
      const emotion = EMOTIONS[frame % 7] as Emotion;
      const { smoothed } = smoother.smooth(1, mostly(emotion, 0.7), frame * 37);
      expect(smoothed).toHaveLength(7);
      expect(smoothed.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    }
  });

  it('does not let one odd frame change the label', () => {
    const smoother = new EmotionSmoother();
    smoother.smooth(1, mostly('happy', 0.9), 0);
    expect(smoother.smooth(1, mostly('angry', 0.9), 66).emotion).toBe('happy');
    expect(smoother.smooth(1, mostly('happy', 0.9), 132).emotion).toBe('happy');
  });

  it('does not flicker between two that are about equal', () => {
    const smoother = new EmotionSmoother();
    const labels = new Set<string>();
    for (let frame = 0; frame < 60; frame++) {
      const raw = [0.02, 0.02, 0.02, 0.02, 0.45, 0.45, 0.02];
      raw[frame % 2 === 0 ? 4 : 5] = 0.49;
      labels.add(smoother.smooth(1, raw, frame * 66).emotion);
    }
    expect(labels.size).toBe(1);
  });

  it('follows a change that lasts within half a second', () => {
    const smoother = new EmotionSmoother();
    smoother.smooth(1, mostly('neutral', 0.9), 0);
    let emotion = '';
    for (let nowMs = 66; nowMs <= 500; nowMs += 66) {
      emotion = smoother.smooth(1, mostly('surprise', 0.9), nowMs).emotion;
    }
    expect(emotion).toBe('surprise');
  });

  it('keeps faces apart', () => {
    const smoother = new EmotionSmoother();
    smoother.smooth(1, mostly('happy', 1), 0);
    smoother.smooth(2, mostly('sad', 1), 0);
    expect(of(smoother.smooth(1, mostly('happy', 1), 66).smoothed, 'sad')).toBe(0);
  });

  it('starts anew after a long pause and for a face it was told to forget', () => {
    const smoother = new EmotionSmoother();
    smoother.smooth(1, mostly('happy', 1), 0);
    expect(of(smoother.smooth(1, mostly('sad', 1), 6000).smoothed, 'happy')).toBe(0);
    smoother.keepOnly([]);
    expect(of(smoother.smooth(1, mostly('fear', 1), 6066).smoothed, 'sad')).toBe(0);
  });

  it('keeps the label of a face of which a frame comes every two seconds', () => {
    const smoother = new EmotionSmoother();
    const nearly = (happy: number) =>
      EMOTIONS.map((name) => (name === 'happy' ? happy : name === 'sad' ? 0.9 - happy : 0.02));
    const shown = [0.48, 0.42, 0.48, 0.42].map(
      (happy, frame) => smoother.smooth(1, nearly(happy), frame * 2000).emotion,
    );
    expect(shown).toEqual(Array(4).fill('happy'));
  });

  it('bears a clock that goes back', () => {
    const smoother = new EmotionSmoother();
    smoother.smooth(1, mostly('happy', 1), 1000);
    const { smoothed } = smoother.smooth(1, mostly('sad', 1), 500);
    expect(smoothed).toEqual(mostly('happy', 1));
    const later = smoother.smooth(1, mostly('sad', 1), 1000);
    expect(of(later.smoothed, 'sad')).toBeCloseTo(1 - Math.exp(-2), 6);
  });
});
