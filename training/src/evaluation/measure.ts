import { EMOTION_COUNT, EMOTIONS, type Emotion } from '@emostream/protocol';

/** Bins of the expected calibration error, the usual number. */
const CALIBRATION_BINS = 15;

/** How well one class is told from the others. A ratio without cases is 0. */
export interface ClassMeasures {
  readonly count: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Images whose largest probability lies in one range: how sure the model was of them, and how often right. */
export interface CalibrationBin {
  readonly count: number;
  readonly meanConfidence: number;
  readonly accuracy: number;
}

/** What predictions are worth, measured against labels. */
export interface Measures {
  readonly count: number;
  readonly accuracy: number;
  /** Mean F1 over the seven classes, each counting alike. */
  readonly macroF1: number;
  /** Expected calibration error: mean gap between confidence and accuracy over 15 equal bins. */
  readonly ece: number;
  /** The bins of the expected calibration error, by rising confidence; one without images has zeros. */
  readonly calibration: readonly CalibrationBin[];
  readonly perClass: Readonly<Record<Emotion, ClassMeasures>>;
  /** Rows are labels, columns predictions, both in the order of `EMOTIONS`. */
  readonly confusion: readonly (readonly number[])[];
}

/**
 * Measures predictions.
 *
 * @param probabilities `labels.length` × 7 values in the order of `EMOTIONS`.
 */
export function measure(probabilities: Float32Array, labels: Uint8Array): Measures {
  const confusion = EMOTIONS.map(() => EMOTIONS.map(() => 0));
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({
    count: 0,
    hits: 0,
    confidence: 0,
  }));
  let hits = 0;
  for (const [i, label] of labels.entries()) {
    const row = probabilities.subarray(i * EMOTION_COUNT, (i + 1) * EMOTION_COUNT);
    const confidence = Math.max(...row);
    const predicted = row.indexOf(confidence);
    const cells = confusion[label];
    if (cells) cells[predicted] = (cells[predicted] ?? 0) + 1;
    const hit = predicted === label ? 1 : 0;
    hits += hit;
    const bin = bins[Math.min(CALIBRATION_BINS - 1, Math.floor(confidence * CALIBRATION_BINS))];
    if (bin) {
      bin.count++;
      bin.hits += hit;
      bin.confidence += confidence;
    }
  }
  const perClass = Object.fromEntries(
    EMOTIONS.map((emotion, k) => [emotion, measureClass(confusion, k)]),
  ) as Record<Emotion, ClassMeasures>;
  const f1 = Object.values(perClass).reduce((sum, one) => sum + one.f1, 0);
  const gaps = bins.reduce((sum, bin) => sum + Math.abs(bin.hits - bin.confidence), 0);
  return {
    count: labels.length,
    accuracy: ratio(hits, labels.length),
    macroF1: f1 / EMOTION_COUNT,
    ece: ratio(gaps, labels.length),
    calibration: bins.map((bin) => ({
      count: bin.count,
      meanConfidence: ratio(bin.confidence, bin.count),
      accuracy: ratio(bin.hits, bin.count),
    })),
    perClass,
    confusion,
  };
}

function measureClass(confusion: readonly (readonly number[])[], k: number): ClassMeasures {
  const count = (confusion[k] ?? []).reduce((sum, cell) => sum + cell, 0);
  const predicted = confusion.reduce((sum, row) => sum + (row[k] ?? 0), 0);
  const hits = confusion[k]?.[k] ?? 0;
  return {
    count,
    precision: ratio(hits, predicted),
    recall: ratio(hits, count),
    f1: ratio(2 * hits, count + predicted),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
