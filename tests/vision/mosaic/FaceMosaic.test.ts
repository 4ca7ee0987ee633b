import { FaceMosaic, type PixelBox, type RgbImage } from '@emostream/vision';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const SCALE = { cell: 96, reach: 1.5 };

/** A picture whose red says where along x a pixel lies and whose green where along y. */
function ramps(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([x, y, 200], 3 * (y * width + x));
  }
  return { data, width, height };
}

const pixel = ({ data, width }: RgbImage, x: number, y: number) => [
  ...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];

/** The box as it lies in the cell of the face with that index, of so many. */
function inCell(box: PixelBox, expected: PixelBox, index: number, count: number): PixelBox {
  const grid = Math.ceil(Math.sqrt(count));
  const span = SCALE.reach * Math.max(expected.width, expected.height);
  const scale = SCALE.cell / span;
  const left = expected.x + expected.width / 2 - span / 2;
  const top = expected.y + expected.height / 2 - span / 2;
  return {
    x: (index % grid) * SCALE.cell + (box.x - left) * scale,
    y: Math.floor(index / grid) * SCALE.cell + (box.y - top) * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

describe('FaceMosaic', () => {
  it('shows each face in the middle of its cell, with half its size around it', () => {
    const image = ramps(256, 256);
    const faces = [
      { x: 40, y: 60, width: 48, height: 64 },
      { x: 150, y: 100, width: 64, height: 64 },
      { x: 100, y: 170, width: 64, height: 50 },
    ];
    const mosaic = new FaceMosaic(SCALE).pack(image, faces);
    expect(mosaic).toMatchObject({ width: 192, height: 192 });
    for (const [index, { x, y, width, height }] of faces.entries()) {
      const left = (index % 2) * 96;
      const top = Math.floor(index / 2) * 96;
      const centre = [x + width / 2, y + height / 2] as const;
      expect(pixel(mosaic, left + 48, top + 48)).toEqual([...centre, 200]);
      expect(pixel(mosaic, left, top)).toEqual([centre[0] - 48, centre[1] - 48, 200]);
      expect(pixel(mosaic, left + 95, top + 95)).toEqual([centre[0] + 47, centre[1] + 47, 200]);
    }
    expect(pixel(mosaic, 96 + 48, 96 + 48)).toEqual([0, 0, 0]);
  });

  it('mixes neighbouring pixels where it enlarges and shrinks', () => {
    const image = ramps(256, 256);
    const mosaic = new FaceMosaic(SCALE);
    const small = mosaic.pack(image, [{ x: 100, y: 100, width: 32, height: 32 }]);
    expect(pixel(small, 1, 2)).toEqual([93, 93, 200]);
    const large = mosaic.pack(image, [{ x: 80, y: 80, width: 96, height: 96 }]);
    expect(pixel(large, 1, 2)).toEqual([58, 59, 200]);
  });

  it('is black past the edge of the picture, and forgets what it showed before', () => {
    const mosaic = new FaceMosaic(SCALE);
    mosaic.pack(ramps(256, 256), [{ x: 100, y: 100, width: 64, height: 64 }]);
    const corner = mosaic.pack(ramps(256, 256), [{ x: -32, y: -32, width: 64, height: 64 }]);
    expect(pixel(corner, 47, 47)).toEqual([0, 0, 0]);
    expect(pixel(corner, 47, 90)).toEqual([0, 0, 0]);
    expect(pixel(corner, 48, 48)).toEqual([0, 0, 200]);
    const end = mosaic.pack(ramps(256, 256), [{ x: 223, y: 223, width: 64, height: 64 }]);
    expect(pixel(end, 48, 48)).toEqual([255, 255, 200]);
    expect(pixel(end, 49, 48)).toEqual([0, 0, 0]);
    const away = mosaic.pack(ramps(256, 256), [{ x: 900, y: -700, width: 64, height: 64 }]);
    expect(away.data.every((value) => value === 0)).toBe(true);
  });

  it('says where in the picture a face is that was found in a cell', () => {
    const side = fc.integer({ min: 20, max: 300 });
    const place = fc.integer({ min: -50, max: 1200 });
    const box = fc.record({ x: place, y: place, width: side, height: side });
    const shift = fc.double({ min: -0.25, max: 0.25, noNaN: true });
    const image = ramps(16, 16);
    fc.assert(
      fc.property(fc.array(fc.tuple(box, shift, shift), { minLength: 1, maxLength: 9 }), (all) => {
        const mosaic = new FaceMosaic(SCALE);
        const expected = all.map(([face]) => face);
        mosaic.pack(image, expected);
        const moved = all.map(([{ x, y, width, height }, dx, dy]) => ({
          x: x + dx * width,
          y: y + dy * height,
          width: 0.9 * width,
          height: 1.1 * height,
        }));
        const found = moved.map((face, index) => ({
          box: inCell(face, expected[index] as PixelBox, index, all.length),
          score: 0.8,
        }));
        for (const [index, read] of mosaic.read(found.toReversed()).entries()) {
          for (const key of ['x', 'y', 'width', 'height'] as const) {
            expect(read?.box[key]).toBeCloseTo((moved[index] as PixelBox)[key], 6);
          }
        }
      }),
    );
  });

  it('takes the face nearest to where its own should be, and none that is another', () => {
    const face = { x: 100, y: 100, width: 60, height: 60 };
    const mosaic = new FaceMosaic(SCALE);
    mosaic.pack(ramps(256, 256), [face]);
    const at = (dx: number, score: number) => ({
      box: inCell({ ...face, x: face.x + dx }, face, 0, 1),
      score,
    });
    expect(mosaic.read([at(20, 0.9), at(6, 0.6)])[0]).toMatchObject({ score: 0.6 });
    expect(mosaic.read([at(32, 0.9)])).toEqual([null]);
    expect(mosaic.read([])).toEqual([null]);
  });
});
