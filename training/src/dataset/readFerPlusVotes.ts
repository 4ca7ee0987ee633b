import { readFileSync } from 'node:fs';
import { EMOTIONS, type Emotion } from '@emostream/protocol';
import { parse } from 'csv-parse/sync';
import { DatasetError } from './DatasetError.ts';

/** Column of each of our classes in fer2013new.csv. */
const COLUMNS: Record<Emotion, string> = {
  angry: 'anger',
  disgust: 'disgust',
  fear: 'fear',
  happy: 'happiness',
  neutral: 'neutral',
  sad: 'sadness',
  surprise: 'surprise',
};

/** Columns that hold votes for none of our classes. */
const OTHER_COLUMNS = ['contempt', 'unknown', 'NF'];

/** The ten people's votes on one image. */
export interface FerPlusVotes {
  /** Votes for each of our classes, in the order of `EMOTIONS`. */
  readonly votes: Float32Array;
  /** All votes, those for contempt, "unknown" and "no face" included. */
  readonly total: number;
}

/**
 * Reads FER+ votes (Barsoum et al. 2016, fer2013new.csv) by row of the official fer2013.csv. The row is
 * the `row` column where there is one, else the line's place in the file, as in the original file.
 *
 * @throws DatasetError naming the file, and the line of a bad value.
 */
export function readFerPlusVotes(file: string): Map<number, FerPlusVotes> {
  let records: Record<string, string>[];
  try {
    records = parse(readFileSync(file), { columns: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new DatasetError(`${file}: cannot be read as a FER+ vote file: ${message(error)}`);
  }
  const byRow = new Map<number, FerPlusVotes>();
  for (const [index, record] of records.entries()) {
    const value = (column: string): number => {
      const number = Number(record[column] ?? Number.NaN);
      if (!Number.isFinite(number) || number < 0 || record[column] === '') {
        throw new DatasetError(`${file}, line ${index + 2}: column ${column} is not a vote count`);
      }
      return number;
    };
    const votes = Float32Array.from(EMOTIONS, (emotion) => value(COLUMNS[emotion]));
    const others = OTHER_COLUMNS.reduce((sum, column) => sum + value(column), 0);
    const row = record.row === undefined ? index : value('row');
    byRow.set(row, { votes, total: votes.reduce((sum, vote) => sum + vote, others) });
  }
  if (byRow.size === 0) throw new DatasetError(`${file}: holds no votes`);
  return byRow;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
