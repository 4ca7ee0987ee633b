import { CROP_SIZE } from '@emostream/classifier';
import { describe, expect, it } from 'vitest';
import { classifyInPieces } from '../../packages/classifier/src/classifyInPieces.ts';

/** Stands for a network that answers with each crop's first value, seven times. */
async function echo(crops: Float32Array, count: number): Promise<Float32Array> {
  const out = new Float32Array(7 * count);
  for (let i = 0; i < count; i++) out.fill(crops[i * CROP_SIZE] as number, 7 * i, 7 * i + 7);
  return out;
}

describe('classifyInPieces', () => {
  it.each([0, 1, 15, 16, 17, 40])('puts %i crops back together in order', async (count) => {
    const crops = new Float32Array((count + 2) * CROP_SIZE);
    for (let i = 0; i < count + 2; i++) crops[i * CROP_SIZE] = i;
    const sizes: number[] = [];
    const probabilities = await classifyInPieces(crops, count, (piece, size) => {
      sizes.push(size);
      expect(piece.length).toBe(size * CROP_SIZE);
      return echo(piece, size);
    });
    expect(probabilities.length).toBe(7 * count);
    for (let i = 0; i < count; i++) expect(probabilities[7 * i + 3]).toBe(i);
    expect(sizes.every((size) => size <= 16)).toBe(true);
    expect(sizes.length).toBe(Math.ceil(count / 16));
  });

  it('refuses fewer crops than it is told', async () => {
    await expect(classifyInPieces(new Float32Array(CROP_SIZE), 2, echo)).rejects.toThrow(
      RangeError,
    );
  });
});
