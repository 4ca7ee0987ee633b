import { EMOTION_COUNT } from '@emostream/protocol';
import { CROP_SIZE } from './cropShape.ts';

/**
 * Crops that go through the network at once. The runtimes keep the memory of the largest batch they
 * ever saw, so a crowd is classified in pieces.
 */
const MAX_BATCH = 16;

/**
 * Classifies `count` crops in pieces of at most 16.
 *
 * @param classify takes `count` crops and returns `count` × 7 probabilities
 * @throws RangeError if `crops` holds fewer than `count` crops
 */
export async function classifyInPieces(
  crops: Float32Array,
  count: number,
  classify: (crops: Float32Array, count: number) => Promise<Float32Array>,
): Promise<Float32Array> {
  if (crops.length < count * CROP_SIZE) {
    throw new RangeError(`${count} crops need ${count * CROP_SIZE} values, not ${crops.length}`);
  }
  const probabilities = new Float32Array(count * EMOTION_COUNT);
  for (let start = 0; start < count; start += MAX_BATCH) {
    const pieceCount = Math.min(MAX_BATCH, count - start);
    const piece = crops.subarray(start * CROP_SIZE, (start + pieceCount) * CROP_SIZE);
    probabilities.set(await classify(piece, pieceCount), start * EMOTION_COUNT);
  }
  return probabilities;
}
