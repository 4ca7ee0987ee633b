import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatasetError } from './DatasetError.ts';
import type { EmotionDataset, Split } from './EmotionDataset.ts';
import { loadFerCsv } from './loadFerCsv.ts';
import { loadImageFolder } from './loadImageFolder.ts';
import { readFerPlusVotes } from './readFerPlusVotes.ts';

/** Names under which Kaggle gives the dataset as one file. */
const CSV_NAMES = ['fer2013.csv', 'icml_face_data.csv'];

/**
 * Loads one split of a dataset.
 *
 * @param source A folder of split folders, a CSV file, or a folder that holds `fer2013.csv` or
 *   `icml_face_data.csv`.
 * @param ferplusFile FER+ votes for the same images, or null.
 * @throws DatasetError naming the file that is wrong.
 */
export async function loadDataset(
  source: string,
  split: Split,
  ferplusFile: string | null,
): Promise<EmotionDataset> {
  if (!existsSync(source)) throw new DatasetError(`${source}: there is no such file or folder`);
  const votes = ferplusFile === null ? null : readFerPlusVotes(ferplusFile);
  const csv = csvFile(source);
  return csv === null ? loadImageFolder(source, split, votes) : loadFerCsv(csv, split, votes);
}

function csvFile(source: string): string | null {
  if (statSync(source).isFile()) return source;
  const candidates = CSV_NAMES.map((name) => path.join(source, name));
  return candidates.find((file) => existsSync(file)) ?? null;
}
