import { EMOTION_COUNT } from '@emostream/protocol';
import { DatasetError } from './DatasetError.ts';
import type { EmotionDataset } from './EmotionDataset.ts';
import type { FerPlusVotes } from './readFerPlusVotes.ts';

/**
 * Gathers the votes of images by their row in fer2013.csv.
 *
 * @throws DatasetError naming the first image that has no votes.
 */
export function votesOfRows(
  images: readonly { readonly row: number; readonly place: string }[],
  votesByRow: ReadonlyMap<number, FerPlusVotes> | null,
): Pick<EmotionDataset, 'votes' | 'voteTotals'> {
  if (votesByRow === null) return { votes: null, voteTotals: null };
  const votes = new Float32Array(images.length * EMOTION_COUNT);
  const voteTotals = new Float32Array(images.length);
  for (const [i, { row, place }] of images.entries()) {
    const found = votesByRow.get(row);
    if (!found) throw new DatasetError(`${place}: the FER+ vote file has no row ${row}`);
    votes.set(found.votes, i * EMOTION_COUNT);
    voteTotals[i] = found.total;
  }
  return { votes, voteTotals };
}
