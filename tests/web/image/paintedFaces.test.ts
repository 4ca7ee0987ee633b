import type { PredictedFace, Prediction } from '@emostream/protocol';
import { describe, expect, it } from 'vitest';
import { paintedFaces } from '../../../apps/web/src/image/paintedFaces.ts';

const PROBABILITIES = {
  angry: 0.05,
  disgust: 0.05,
  fear: 0.1,
  happy: 0.6,
  neutral: 0.1,
  sad: 0.05,
  surprise: 0.05,
};

function prediction(...boxes: PredictedFace['box'][]): Prediction {
  return {
    width: 400,
    height: 200,
    faces: boxes.map((box) => ({
      box,
      score: 0.9,
      emotion: 'happy',
      probabilities: PROBABILITIES,
      uncertain: false,
      quality: 'good',
    })),
    modelId: 'scripted',
    timings: { decodeMs: 1, detectMs: 1, cropMs: 1, classifyMs: 1, totalMs: 4 },
  };
}

const LEFT = { x: 40, y: 50, width: 100, height: 100 };
const RIGHT = { x: 300, y: 20, width: 80, height: 90 };

describe('paintedFaces', () => {
  it('turns pixels of the upright picture into fractions', () => {
    const [face] = paintedFaces(prediction(LEFT));
    expect(face).toMatchObject({
      box: { x: 0.1, y: 0.25, width: 0.25, height: 0.5 },
      emotion: 'happy',
      confidence: 0.6,
    });
  });

  it('leaves it to the server what is uncertain', () => {
    const { faces, ...rest } = prediction(LEFT, RIGHT);
    const [left, right] = faces as [PredictedFace, PredictedFace];
    const said = { ...rest, faces: [{ ...left, uncertain: true }, right] };
    expect(paintedFaces(said).map(({ uncertain }) => uncertain)).toEqual([true, false]);
  });

  it('numbers several faces as the list beside the picture does, and leaves one without', () => {
    expect(paintedFaces(prediction(LEFT)).map(({ number }) => number)).toEqual([null]);
    expect(paintedFaces(prediction(LEFT, RIGHT)).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('lets the others step back while one is pointed at', () => {
    const opacities = (highlighted: number | null) =>
      paintedFaces(prediction(LEFT, RIGHT), highlighted).map(({ opacity }) => opacity);
    expect(opacities(null)).toEqual([1, 1]);
    const [first = 1, second = 0] = opacities(1);
    expect(first).toBeLessThan(0.5);
    expect(second).toBe(1);
  });
});
