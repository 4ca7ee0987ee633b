import { createReadStream } from 'node:fs';
import type { Emotion } from '@emostream/protocol';
import { EMOTIONS } from '@emostream/protocol';
import { parse } from 'csv-parse';
import { DatasetError } from './DatasetError.ts';
import { type EmotionDataset, IMAGE_LENGTH, type Split } from './EmotionDataset.ts';
import type { FerPlusVotes } from './readFerPlusVotes.ts';
import { votesOfRows } from './votesOfRows.ts';

/** The dataset's class numbers, which are not in our order. */
const KAGGLE_CLASSES: readonly Emotion[] = [
  'angry',
  'disgust',
  'fear',
  'happy',
  'sad',
  'surprise',
  'neutral',
];

const COLUMNS = ['emotion', 'pixels', 'Usage'];

/** The dataset's names of the splits. */
const USAGES: Readonly<Record<string, Split>> = {
  Training: 'train',
  PublicTest: 'validation',
  PrivateTest: 'test',
};

/**
 * Loads a split of Kaggle's `fer2013.csv` or `icml_face_data.csv`: columns emotion, pixels and Usage in
 * any order, with or without spaces around the names. Rows are numbered from 0 after the heading, as FER+
 * numbers them.
 *
 * @throws DatasetError naming the file, and the row of a bad value.
 */
export async function loadFerCsv(
  file: string,
  split: Split,
  votesByRow: ReadonlyMap<number, FerPlusVotes> | null,
): Promise<EmotionDataset> {
  const images: Uint8Array[] = [];
  const labels: number[] = [];
  const places: { row: number; place: string }[] = [];
  let row = 0;
  try {
    const records = createReadStream(file).pipe(
      parse({
        columns: (names: string[]) => checkedColumns(names, file),
        relax_column_count: true,
        trim: true,
        skip_empty_lines: true,
        bom: true,
      }),
    );
    for await (const record of records as AsyncIterable<Record<string, string>>) {
      const place = `${file}, row ${row}`;
      const { emotion, pixels, Usage: usage } = record;
      if (emotion === undefined || pixels === undefined || usage === undefined) {
        throw new DatasetError(`${place}: is cut short`);
      }
      if (!Object.hasOwn(USAGES, usage)) {
        throw new DatasetError(
          `${place}: Usage "${usage}" is none of Training, PublicTest, PrivateTest`,
        );
      }
      if (USAGES[usage] === split) {
        labels.push(labelOf(emotion, place));
        images.push(imageOf(pixels, place));
        places.push({ row, place });
      }
      row++;
    }
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatasetError(`${file}, row ${row}: cannot be read: ${reason}`);
  }
  if (images.length === 0) throw new DatasetError(`${file}: the split ${split} holds no images`);
  const joined = new Uint8Array(images.length * IMAGE_LENGTH);
  for (const [i, image] of images.entries()) joined.set(image, i * IMAGE_LENGTH);
  return {
    split,
    count: images.length,
    images: joined,
    labels: Uint8Array.from(labels),
    ...votesOfRows(places, votesByRow),
  };
}

function checkedColumns(names: string[], file: string): string[] {
  if (COLUMNS.every((column) => names.includes(column))) return names;
  throw new DatasetError(`${file}: needs the columns ${COLUMNS.join(', ')}`);
}

function labelOf(value: string, place: string): number {
  const emotion = /^\d+$/.test(value) ? KAGGLE_CLASSES[Number(value)] : undefined;
  if (emotion === undefined) throw new DatasetError(`${place}: unknown class "${value}"`);
  return EMOTIONS.indexOf(emotion);
}

function imageOf(text: string, place: string): Uint8Array {
  const values = text.split(/\s+/);
  if (values.length !== IMAGE_LENGTH) {
    throw new DatasetError(`${place}: has ${values.length} pixels, expected ${IMAGE_LENGTH}`);
  }
  return Uint8Array.from(values, (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 0 || number > 255) {
      throw new DatasetError(`${place}: "${value}" is not a gray value of 0..255`);
    }
    return number;
  });
}
