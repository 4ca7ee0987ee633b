import path from 'node:path';
import { MODELS_DIR, ModelFiles } from '@emostream/classifier';
import { EMOTIONS, type Probabilities } from '@emostream/protocol';
import {
  AVERAGE_NEUTRAL,
  BASELINE_MS,
  type BaselineFace,
  NeutralBaseline,
} from '@emostream/vision';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NEUTRAL = EMOTIONS.indexOf('neutral');
const FRAME_MS = 100;

/** Seven probabilities that sum to one. */
const probabilities = fc
  .array(fc.double({ min: 1e-4, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 })
  .map((values) => scaled(values));

function scaled(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

const face = (raw: readonly number[], more: Partial<BaselineFace> = {}): BaselineFace => ({
  trackId: 0,
  raw,
  size: 0.1,
  isGood: true,
  ...more,
});

/** Measures over the frames, spread evenly over the five seconds. */
function measured(frames: readonly (readonly BaselineFace[])[]): NeutralBaseline {
  const baseline = new NeutralBaseline();
  baseline.start(0);
  for (const [i, faces] of frames.entries()) {
    baseline.observe(faces, (i * BASELINE_MS) / frames.length);
  }
  baseline.observe([], BASELINE_MS);
  return baseline;
}

const of = (raw: readonly number[]) => measured(Array.from({ length: 50 }, () => [face(raw)]));
const largest = (values: Probabilities | null) =>
  (values ?? []).indexOf(Math.max(...(values ?? [])));

describe('NeutralBaseline', () => {
  it('knows the average neutral face of the model that ships', async () => {
    // With another model: npm run evaluate-quality, and its figures to AVERAGE_NEUTRAL.
    const { manifest } = await ModelFiles.open(path.join(MODELS_DIR, 'emotion'));
    expect(manifest.id).toBe('compact-56de0794');
  });

  it('knows an average neutral face that sums to one', () => {
    expect(AVERAGE_NEUTRAL.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    expect(largest(AVERAGE_NEUTRAL)).toBe(NEUTRAL);
  });

  it('gives seven probabilities that sum to one, whatever was measured', () => {
    fc.assert(
      fc.property(probabilities, probabilities, (relaxed, now) => {
        const adjusted = of(relaxed).adjust(now) ?? [];
        expect(adjusted).toHaveLength(7);
        for (const value of adjusted) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(adjusted.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('reads the relaxed face as neutral, though neutral got as little as 5 %', () => {
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0.05, max: 1, noNaN: true }), (rest, share) => {
        const others = scaled(rest.map((value, i) => (i === NEUTRAL ? 0 : value)));
        const relaxed = others.map((value, i) => (i === NEUTRAL ? share : value * (1 - share)));
        expect(largest(of(relaxed).adjust(relaxed))).toBe(NEUTRAL);
      }),
    );
  });

  it('changes nothing for somebody whose relaxed face reads like the average one', () => {
    fc.assert(
      fc.property(probabilities, (now) => {
        const adjusted = of(AVERAGE_NEUTRAL).adjust(now) ?? [];
        for (const [i, value] of adjusted.entries()) expect(value).toBeCloseTo(now[i] as number, 9);
      }),
    );
  });

  it('moves no pair of classes against each other by more than its bound', () => {
    fc.assert(
      fc.property(probabilities, probabilities, (relaxed, now) => {
        const adjusted = of(relaxed).adjust(now) ?? [];
        const factors = adjusted.map((value, i) => value / (now[i] as number));
        expect(Math.max(...factors) / Math.min(...factors)).toBeLessThan(21 * 21);
      }),
    );
  });

  it('does not depend on the order of the frames, and leaves what it is given as it is', () => {
    fc.assert(
      fc.property(fc.array(probabilities, { minLength: 10, maxLength: 30 }), (raws) => {
        const frames = raws.map((raw) => [face(raw)]);
        const copy = structuredClone(raws);
        const now = raws[0] as number[];
        const forward = measured(frames).adjust(now) ?? [];
        const backward = measured(frames.toReversed()).adjust(now) ?? [];
        for (const [i, value] of forward.entries()) {
          expect(value).toBeCloseTo(backward[i] as number, 9);
        }
        expect(raws).toEqual(copy);
      }),
    );
  });

  const SAD = scaled([0.1, 0.01, 0.1, 0.01, 0.2, 1, 0.01]);
  const HAPPY = scaled([0.01, 0.01, 0.01, 1, 0.2, 0.01, 0.01]);

  it('keeps a smile a smile for somebody who looks sad at rest', () => {
    expect(largest(of(SAD).adjust(HAPPY))).toBe(EMOTIONS.indexOf('happy'));
  });

  it('measures who is nearest for longest', () => {
    const near = face(SAD, { trackId: 1, size: 0.2 });
    const far = face(HAPPY, { trackId: 2, size: 0.05 });
    const passing = face(HAPPY, { trackId: 3, size: 0.6 });
    const frames = Array.from({ length: 50 }, (_, i) =>
      i < 5 ? [far, passing, near] : [far, near],
    );
    expect(measured(frames).adjust(SAD)).toEqual(of(SAD).adjust(SAD));
  });

  it('leaves out the frames that cannot be read', () => {
    const frames = Array.from({ length: 50 }, (_, i) => [
      i % 3 === 0 ? face(HAPPY, { isGood: false }) : face(SAD),
    ]);
    const adjusted = measured(frames).adjust(SAD) ?? [];
    const expected = of(SAD).adjust(SAD) ?? [];
    for (const [i, value] of adjusted.entries())
      expect(value).toBeCloseTo(expected[i] as number, 9);
  });

  it('leaves out frames captured before it was started', () => {
    const baseline = new NeutralBaseline();
    baseline.start(1000);
    for (let nowMs = 0; nowMs < 1000; nowMs += FRAME_MS) baseline.observe([face(HAPPY)], nowMs);
    for (let nowMs = 1000; nowMs <= 6000; nowMs += FRAME_MS) baseline.observe([face(SAD)], nowMs);
    const adjusted = baseline.adjust(SAD) ?? [];
    const expected = of(SAD).adjust(SAD) ?? [];
    for (const [i, value] of adjusted.entries())
      expect(value).toBeCloseTo(expected[i] as number, 9);
  });

  it.each([
    ['no_face', 'without a face', () => []],
    ['no_face', 'for a face that is seldom there', (i: number) => (i % 3 === 0 ? [face(SAD)] : [])],
    [
      'poor_quality',
      'for a face that is seldom good',
      (i: number) => [face(SAD, { isGood: i % 3 === 0 })],
    ],
  ] as const)('fails with %s %s', (reason, _, faces) => {
    const baseline = measured(Array.from({ length: 50 }, (_, i) => faces(i)));
    expect(baseline.state).toEqual({ state: 'failed', reason });
    expect(baseline.adjust(SAD)).toBeNull();
  });

  it('says how far it has come', () => {
    const baseline = new NeutralBaseline();
    expect(baseline.state).toEqual({ state: 'none' });
    baseline.start(300);
    expect(baseline.state).toEqual({ state: 'measuring', untilMs: 300 + BASELINE_MS });
    expect(baseline.adjust(SAD)).toBeNull();
    expect(of(SAD).state).toEqual({ state: 'set' });
  });

  it('forgets what was measured when it starts again and when it is cleared', () => {
    const baseline = of(SAD);
    baseline.start(9000);
    expect(baseline.adjust(SAD)).toBeNull();
    baseline.clear();
    expect(baseline.state).toEqual({ state: 'none' });
  });
});
