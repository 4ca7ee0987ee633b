import { EMOTIONS, type ModelReport } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { knownFailures } from '../../../apps/web/src/model/knownFailures.ts';

type Evaluation = ModelReport['evaluations'][string];

/** An evaluation in which every class has 100 pictures that are all read right, but for what is changed. */
function evaluationWith(changes: Record<number, readonly number[]>): Evaluation {
  const confusion = EMOTIONS.map(
    (_, label) => changes[label]?.slice() ?? EMOTIONS.map((_, read) => (read === label ? 100 : 0)),
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const measured = EMOTIONS.map((emotion, index) => {
    const right = confusion[index]?.[index] ?? 0;
    const count = sum(confusion[index] ?? []);
    const claimed = sum(confusion.map((row) => row[index] ?? 0));
    const [precision, recall] = [claimed > 0 ? right / claimed : 0, count > 0 ? right / count : 0];
    return [emotion, { count, precision, recall, f1: 0 }] as const;
  });
  return {
    count: sum(confusion.flat()),
    accuracy: 0,
    macroF1: 0,
    ece: 0,
    calibration: [],
    perClass: Object.fromEntries(measured) as Evaluation['perClass'],
    confusion,
    certain: { precision: 0, share: 0 },
  };
}

describe('knownFailures', () => {
  it('names the classes that are missed most, and what they are taken for', () => {
    const failures = knownFailures(
      evaluationWith({ 2: [10, 0, 30, 0, 20, 40, 0], 5: [0, 0, 0, 0, 45, 55, 0] }),
    );
    expect(failures[0]).toMatch(/labelled fear, 30\s% are read so; 40\s% are read as sad/);
    expect(failures[1]).toMatch(/labelled sad, 55\s% are read so; 45\s% are read as neutral/);
  });

  it('names the label that is wrong most often', () => {
    // Fear is never read at all, so that its label is never wrong.
    const claimed = knownFailures(
      evaluationWith({ 2: [0, 0, 0, 0, 50, 50, 0], 5: [0, 0, 0, 0, 50, 50, 0] }),
    );
    expect(claimed.find((text) => text.startsWith('Of what is called'))).toMatch(
      /called neutral, 50\s% is labelled otherwise/,
    );
  });

  it('says where there are too few pictures to tell, and leaves out what was not measured', () => {
    const failures = knownFailures(
      evaluationWith({ 1: [3, 9, 0, 0, 0, 0, 0], 6: [0, 0, 0, 0, 0, 0, 0] }),
    );
    expect(failures.at(-1)).toMatch(/only 12 pictures of disgust/);
    expect(failures.join()).not.toMatch(/surprise/);
  });
});
