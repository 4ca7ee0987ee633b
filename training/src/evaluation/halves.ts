import { EMOTION_COUNT } from '@emostream/protocol';
import type { LabelledPredictions } from './predictLabelled.ts';

/** Every other image, and the rest: two halves of like make-up, to fit on one and measure on the other. */
export function halves(whole: LabelledPredictions): [LabelledPredictions, LabelledPredictions] {
  return [everyOther(whole, 0), everyOther(whole, 1)];
}

function everyOther(
  { probabilities, labels }: LabelledPredictions,
  first: number,
): LabelledPredictions {
  const kept = Array.from(labels.keys()).filter((index) => index % 2 === first);
  const rows = new Float32Array(kept.length * EMOTION_COUNT);
  for (const [to, from] of kept.entries()) {
    const row = probabilities.subarray(from * EMOTION_COUNT, (from + 1) * EMOTION_COUNT);
    rows.set(row, to * EMOTION_COUNT);
  }
  return { probabilities: rows, labels: Uint8Array.from(kept, (index) => labels[index] as number) };
}
