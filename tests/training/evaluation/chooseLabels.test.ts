import { describe, expect, it } from 'vitest';
import { chooseLabels } from '../../../training/src/evaluation/chooseLabels.ts';
import { tinyDataset } from '../support/TinyDataset.ts';

const votes = Float32Array.of(
  ...[6, 0, 0, 2, 1, 1, 0], // Six of ten for angry.
  ...[5, 0, 0, 5, 0, 0, 0], // Five of ten twice: no majority.
  ...[0, 0, 0, 0, 4, 0, 0], // Four of ten, the others for "no face" and contempt.
  ...[0, 1, 0, 9, 0, 0, 0], // Nine of ten for happy.
);
const dataset = { ...tinyDataset(4), votes, voteTotals: Float32Array.of(10, 10, 10, 10) };

describe('label sets', () => {
  it("fer2013 is the dataset's own labels on all images", () => {
    const chosen = chooseLabels(dataset, 'fer2013');
    expect([...chosen.labels]).toEqual([0, 1, 2, 3]);
  });

  it('ferplus keeps the images on which more than half of all votes agree', () => {
    const chosen = chooseLabels(dataset, 'ferplus');
    expect([...chosen.labels]).toEqual([0, 3]);
    expect(chosen.count).toBe(2);
    const last = dataset.images.slice(3 * 48 * 48);
    expect(chosen.images.slice(48 * 48)).toEqual(last);
  });

  it('needs votes for ferplus', () => {
    expect(() => chooseLabels(tinyDataset(2), 'ferplus')).toThrow('FER+ vote file');
  });
});
