import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { EMOTIONS, type Emotion } from '@emostream/protocol';
import { DatasetError } from './DatasetError.ts';
import { decodeFaceImage } from './decodeFaceImage.ts';
import { type EmotionDataset, IMAGE_LENGTH, type Split } from './EmotionDataset.ts';
import type { FerPlusVotes } from './readFerPlusVotes.ts';
import { votesOfRows } from './votesOfRows.ts';

const PARALLEL_DECODES = 16;

/**
 * Loads `DIR/<split>/<class>/*.jpg|png`. With votes, a file's name must be its row number in fer2013.csv.
 *
 * @throws DatasetError naming the file or folder: corrupt image, unknown class, wrong size, empty split,
 *   no votes for a file.
 */
export async function loadImageFolder(
  directory: string,
  split: Split,
  votesByRow: ReadonlyMap<number, FerPlusVotes> | null,
): Promise<EmotionDataset> {
  const files = listFiles(path.join(directory, split));
  const images = new Uint8Array(files.length * IMAGE_LENGTH);
  const labels = Uint8Array.from(files, (file) => file.label);
  let next = 0;
  const decodeNext = async (): Promise<void> => {
    for (let i = next++; i < files.length; i = next++) {
      const { file } = files[i] ?? { file: '' };
      images.set(await decodeFaceImage(file), i * IMAGE_LENGTH);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_DECODES }, decodeNext));
  const rows = files.map(({ file }) => ({
    row: Number(path.parse(file).name),
    place: file,
  }));
  return { split, count: files.length, images, labels, ...votesOfRows(rows, votesByRow) };
}

/** The split's images in a stable order: by class, then by number or name. */
function listFiles(root: string): { file: string; label: number }[] {
  if (!existsSync(root)) throw new DatasetError(`${root}: there is no such split`);
  const files: { file: string; label: number }[] = [];
  for (const folder of readdirSync(root, { withFileTypes: true })) {
    if (folder.name.startsWith('.')) continue;
    const place = path.join(root, folder.name);
    const label = EMOTIONS.indexOf(folder.name as Emotion);
    if (!folder.isDirectory() || label < 0) {
      throw new DatasetError(`${place}: is not a class folder (${EMOTIONS.join(', ')})`);
    }
    for (const name of readdirSync(place)) {
      if (name.startsWith('.')) continue;
      if (!/\.(jpe?g|png)$/i.test(name)) {
        throw new DatasetError(`${path.join(place, name)}: is neither a JPEG nor a PNG file`);
      }
      files.push({ file: path.join(place, name), label });
    }
  }
  if (files.length === 0) throw new DatasetError(`${root}: the split holds no images`);
  const collator = new Intl.Collator('en', { numeric: true });
  return files.sort((a, b) => a.label - b.label || collator.compare(a.file, b.file));
}
