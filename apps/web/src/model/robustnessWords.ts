import type { ModelReport } from '@emostream/protocol';

export type Change = ModelReport['robustness']['changes'][number];

interface ChangeWords {
  readonly title: string;
  readonly unit: string;
  /** What leaves a picture as it is. */
  readonly unchanged: number;
  readonly level: (level: number) => string;
}

const plain = (level: number) => String(level);

export const CHANGE_WORDS: Readonly<Record<Change['change'], ChangeWords>> = {
  brightness: { title: 'Light', unit: 'times as bright', unchanged: 1, level: (by) => `×${by}` },
  blur: { title: 'Blur', unit: 'pixels, of a face of 48', unchanged: 0, level: plain },
  jpeg: { title: 'JPEG quality', unit: 'on a face of 96 pixels', unchanged: 100, level: plain },
  noise: { title: 'Noise', unit: 'standard deviation, of 256 levels', unchanged: 0, level: plain },
  bar: {
    title: 'Covered',
    unit: 'of the face, by a black bar',
    unchanged: 0,
    level: (share) => `${Math.round(100 * share)} %`,
  },
  size: {
    title: 'Small faces',
    unit: 'pixels of the face in the frame',
    unchanged: 48,
    level: plain,
  },
};

/** The levels with what leaves the picture as it is first, where worse goes one way only. */
export function levelsOf({ change, levels }: Change): Change['levels'] {
  const rising = levels.toSorted((one, other) => one.level - other.level);
  const last = rising.at(-1)?.level === CHANGE_WORDS[change].unchanged;
  return last ? rising.toReversed() : rising;
}

/** The level that costs most, and how many points of accuracy. */
export function worstOf(
  { levels }: Change,
  asTheyAre: number,
): { readonly level: number; readonly points: number } | null {
  const worst = levels.toSorted((one, other) => one.accuracy - other.accuracy)[0];
  if (!worst || worst.accuracy >= asTheyAre) return null;
  return { level: worst.level, points: 100 * (asTheyAre - worst.accuracy) };
}
