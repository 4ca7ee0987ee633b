const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths of buckets in milliseconds. Below a second they divide it, from there on they are whole seconds. */
const LENGTHS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];

/**
 * The shortest round bucket of which `points` cover a range, wherever its start lies in a bucket.
 *
 * @param rangeMs length of the range in milliseconds
 * @returns milliseconds; whole days beyond half a day
 */
export function bucketLength(rangeMs: number, points: number): number {
  const covers = (length: number) => (points - 1) * length >= rangeMs;
  const round = LENGTHS.find(covers);
  return round ?? Math.ceil(rangeMs / (points - 1) / DAY) * DAY;
}
