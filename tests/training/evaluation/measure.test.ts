import { EMOTION_COUNT, EMOTIONS } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { crossEntropy } from '../../../training/src/evaluation/crossEntropy.ts';
import { measure } from '../../../training/src/evaluation/measure.ts';

/** Rows that give `confidence` to `predicted` and share the rest out evenly. */
function rows(...cases: readonly [predicted: number, confidence: number][]): Float32Array {
  return Float32Array.from(
    cases.flatMap(([predicted, confidence]) =>
      EMOTIONS.map((_, k) =>
        k === predicted ? confidence : (1 - confidence) / (EMOTION_COUNT - 1),
      ),
    ),
  );
}

describe('measure', () => {
  // Labels angry, angry, angry, happy, happy; predicted angry, angry, happy, happy, angry.
  const labels = Uint8Array.of(0, 0, 0, 3, 3);
  const measures = measure(rows([0, 0.9], [0, 0.9], [3, 0.5], [3, 0.5], [0, 0.9]), labels);

  it('counts hits', () => {
    expect(measures.count).toBe(5);
    expect(measures.accuracy).toBeCloseTo(3 / 5, 12);
  });

  it('gives precision, recall and F1 of each class', () => {
    const { angry, happy, fear } = measures.perClass;
    expect(angry.count).toBe(3);
    expect(angry.precision).toBeCloseTo(2 / 3, 12);
    expect(angry.recall).toBeCloseTo(2 / 3, 12);
    expect(angry.f1).toBeCloseTo(2 / 3, 12);
    expect(happy).toEqual({ count: 2, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(fear).toEqual({ count: 0, precision: 0, recall: 0, f1: 0 });
  });

  it('averages F1 over all seven classes', () => {
    expect(measures.macroF1).toBeCloseTo((2 / 3 + 1 / 2) / 7, 12);
  });

  it('puts labels in rows and predictions in columns', () => {
    expect(measures.confusion[0]).toEqual([2, 0, 0, 1, 0, 0, 0]);
    expect(measures.confusion[3]).toEqual([1, 0, 0, 1, 0, 0, 0]);
    expect(measures.confusion.flat().reduce((sum, cell) => sum + cell, 0)).toBe(5);
  });

  it('weighs the gap between confidence and accuracy by bin', () => {
    // Three at 0.9 with two hits, two at 0.5 with one hit: (|2 − 2.7| + |1 − 1|) / 5.
    expect(measures.ece).toBeCloseTo(0.7 / 5, 6);
  });

  it('does not let gaps of the same size in different bins cancel out', () => {
    const wrongBothWays = measure(rows([0, 1], [3, 0.4]), Uint8Array.of(1, 3));
    expect(wrongBothWays.ece).toBeCloseTo((1 + 0.6) / 2, 6);
  });

  it('is perfect for perfect predictions', () => {
    const all = EMOTIONS.map((_, k) => [k, 1] as [number, number]);
    const perfect = measure(
      rows(...all),
      Uint8Array.from(EMOTIONS, (_, k) => k),
    );
    expect([perfect.accuracy, perfect.macroF1, perfect.ece]).toEqual([1, 1, 0]);
  });
});

describe('crossEntropy', () => {
  it('is the mean negative logarithm of the true class', () => {
    const probabilities = rows([0, 0.5], [3, 0.7]);
    const expected = -(Math.log(0.5) + Math.log(0.3 / 6)) / 2;
    expect(crossEntropy(probabilities, Uint8Array.of(0, 1))).toBeCloseTo(expected, 5);
  });
});
