import { loadTfjs, type Tfjs } from '@emostream/classifier';
import type { RgbImage } from '@emostream/vision';
import { beforeAll, describe, expect, it } from 'vitest';
import { SquareInput } from '../../../packages/vision/src/detectors/SquareInput.ts';
import { photoFrame } from '../../support/photoFrames.ts';

let tf: Tfjs;

/** What face-api does to a picture: pad to a square at the bottom right, `resizeBilinear`. */
function reference({ data, width, height }: RgbImage, side: number): Float32Array {
  return tf.tidy(() => {
    const square = Math.max(width, height);
    const image = tf.tensor3d(data, [height, width, 3], 'float32');
    const padded = image.pad([
      [0, square - height],
      [0, square - width],
      [0, 0],
    ]);
    const resized = tf.image.resizeBilinear(padded as typeof image, [side, side]);
    return resized.transpose([2, 0, 1]).dataSync() as Float32Array;
  });
}

function part(image: RgbImage, width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const start = 3 * y * image.width;
    data.set(image.data.subarray(start, start + 3 * width), 3 * y * width);
  }
  return { data, width, height };
}

describe('SquareInput', () => {
  let photo: RgbImage;
  beforeAll(async () => {
    tf = await loadTfjs('tfjs-wasm');
    photo = await photoFrame(1);
  });

  it.each([
    [640, 480, 160],
    [640, 480, 320],
    [160, 160, 160],
    [639, 320, 213],
    [640, 480, 224],
    [640, 480, 416],
    [360, 480, 224],
    [480, 480, 320],
    [333, 217, 160],
    [100, 75, 320],
  ])('fits %i×%i into %i as TensorFlow does', (width, height, side) => {
    const image = part(photo, width, height);
    const square = new SquareInput(side);
    square.fill(image);
    const expected = reference(image, side);
    let worst = 0;
    expected.forEach((value, index) => {
      worst = Math.max(worst, Math.abs(value - (square.data[index] as number)));
    });
    expect(worst).toBeLessThan(0.01);
  });

  it('leaves nothing of a picture of another shape', () => {
    const reused = new SquareInput(160);
    reused.fill(part(photo, 480, 480));
    reused.fill(part(photo, 640, 240));
    const fresh = new SquareInput(160);
    fresh.fill(part(photo, 640, 240));
    expect(reused.data).toEqual(fresh.data);
  });
});
