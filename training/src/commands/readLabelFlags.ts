import { findFerPlusFile } from '../dataset/findFerPlusFile.ts';
import { LABEL_SETS, type LabelSet } from '../evaluation/chooseLabels.ts';
import { CommandError } from './CommandError.ts';
import { oneOf } from './oneOf.ts';

/** Which labels to measure against, and the votes they need; null where they need none. */
export interface LabelChoice {
  readonly labels: LabelSet;
  readonly ferplus: string | null;
}

/** Reads `--labels` and `--ferplus`. @throws CommandError where the votes are missing */
export function readLabelFlags(values: {
  readonly data: string;
  readonly labels: string;
  readonly ferplus?: string | undefined;
}): LabelChoice {
  const labels = oneOf('labels', values.labels, LABEL_SETS);
  if (labels === 'fer2013') return { labels, ferplus: null };
  const ferplus = values.ferplus ?? findFerPlusFile(values.data);
  if (ferplus === null) {
    throw new CommandError('--labels ferplus needs --ferplus FILE: the votes, fer2013new.csv');
  }
  return { labels, ferplus };
}
