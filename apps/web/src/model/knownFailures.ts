import { EMOTIONS, type Emotion, type ModelReport } from '@emostream/protocol';
import { EMOTION_STYLE } from '../overlay/emotionStyle.ts';
import { percent } from './percent.ts';

type Evaluation = ModelReport['evaluations'][string];

/** How many of the classes that are missed most are named. */
const NAMED = 3;
/** Of a class with fewer pictures the figures are rough: one picture more or less is a point. */
const FEW = 100;

const wordOf = (emotion: Emotion) => EMOTION_STYLE[emotion].label.toLowerCase();

/** What an evaluation says goes wrong most, in sentences, the worst first. */
export function knownFailures(evaluation: Evaluation): string[] {
  const classes = EMOTIONS.map((emotion) => ({ emotion, ...evaluation.perClass[emotion] }));
  const measured = classes.filter(({ count }) => count > 0);
  const missed = measured.toSorted((one, other) => one.recall - other.recall).slice(0, NAMED);
  const claimed = classes
    .filter(({ emotion }) => timesRead(evaluation, emotion) > 0)
    .toSorted((one, other) => one.precision - other.precision)[0];
  const few = measured.filter(({ count }) => count < FEW);
  return [
    ...missed.map(({ emotion, recall }) => {
      const { other, share } = mostTakenFor(evaluation, emotion);
      return `Of the faces labelled ${wordOf(emotion)}, ${percent(recall, 0)} are read so; ${percent(share, 0)} are read as ${wordOf(other)}.`;
    }),
    ...(claimed
      ? [
          `Of what is called ${wordOf(claimed.emotion)}, ${percent(1 - claimed.precision, 0)} is labelled otherwise: no other label is wrong as often.`,
        ]
      : []),
    ...few.map(
      ({ emotion, count }) =>
        `There are only ${count} pictures of ${wordOf(emotion)} to measure by, so its figures are rough.`,
    ),
  ];
}

/** How many pictures are taken for a class. */
function timesRead({ confusion }: Evaluation, emotion: Emotion): number {
  const prediction = EMOTIONS.indexOf(emotion);
  return confusion.reduce((sum, row) => sum + (row[prediction] ?? 0), 0);
}

/** The class that pictures of another are taken for most, and the share of them that is. */
function mostTakenFor(
  { confusion }: Evaluation,
  emotion: Emotion,
): { other: Emotion; share: number } {
  const label = EMOTIONS.indexOf(emotion);
  const row = confusion[label] ?? [];
  const wrong = row.map((count, prediction) => (prediction === label ? -1 : count));
  const most = Math.max(...wrong);
  const total = row.reduce((sum, count) => sum + count, 0);
  return { other: EMOTIONS[wrong.indexOf(most)] ?? emotion, share: total > 0 ? most / total : 0 };
}
