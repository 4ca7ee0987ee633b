import { munkres } from 'munkres';

/**
 * Pairs rows with columns so that the similarities of the pairs add up to the most there is: the
 * Hungarian method, by `munkres`. Taking the most similar pair first does not: it can leave a face with
 * its second choice, or with none.
 *
 * @param similarities a row a track, a column a detection, 0..1
 * @param minimum pairs below it are never made
 */
export function assignTracks(
  similarities: readonly (readonly number[])[],
  minimum: number,
): [row: number, column: number][] {
  if (similarities.length === 0 || similarities[0]?.length === 0) return [];
  // Such a pair costs as much as none, so that nothing better is given up for it. The solver pairs all
  // it can and may still name it.
  const costs = similarities.map((row) =>
    row.map((similarity) => (similarity >= minimum ? 1 - similarity : 1)),
  );
  return munkres(costs).filter(([row, column]) => (costs[row]?.[column] ?? 1) < 1);
}
