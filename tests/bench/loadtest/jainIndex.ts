/**
 * Jain's index of fairness: 1 where all got the same, 1/n where one got all. 1 also where nobody got
 * anything. R. Jain, D. Chiu, W. Hawe, DEC-TR-301, 1984.
 */
export function jainIndex(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  return squares === 0 ? 1 : (sum * sum) / (shares.length * squares);
}
