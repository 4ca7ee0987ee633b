/** What a set of labels is called, and what it is. */
export interface EvaluationWords {
  readonly name: string;
  readonly text: string;
}

const LABEL_SETS: Readonly<Record<string, EvaluationWords>> = {
  fer2013: {
    name: 'FER2013 labels',
    text: 'One label a picture, as the data set came with it. Many are doubtful.',
  },
  ferplus: {
    name: 'FER+ majority',
    text: 'Ten people voted on each picture. Only those count where more than half agreed on one of the seven.',
  },
};
const SPLITS: Readonly<Record<string, string>> = {
  validation: 'validation pictures',
  test: 'test pictures',
};

/** @param key split and label set as reports name them, for example `validation-fer2013` */
export function evaluationWords(key: string): EvaluationWords {
  return LABEL_SETS[labelSetOf(key)] ?? { name: key, text: '' };
}

/** What the pictures of an evaluation are called. */
export function splitWords(key: string): string {
  return SPLITS[key.split('-')[0] ?? ''] ?? 'pictures';
}

function labelSetOf(key: string): string {
  return key.slice(key.indexOf('-') + 1);
}
