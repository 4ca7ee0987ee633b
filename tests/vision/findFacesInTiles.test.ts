import { readFileSync } from 'node:fs';
import {
  boxOverlap,
  createFrameAnalyzer,
  type FrameAnalyzer,
  type PixelBox,
  scaledBox,
} from '@emostream/vision';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../support/samplePhotos.ts';

const PHOTO_WIDTH = 1920;
/** Of the photo in the picture: its faces are 2.5 to 3.5 % of the picture's longer side then. */
const SMALL_WIDTH = 660;

/** A 3000×2000 picture with the photo of three people in it, small, its left top at a place. */
async function farGroup(left: number, top: number): Promise<Uint8Array> {
  const small = await sharp(samplePhoto(3)).resize(SMALL_WIDTH).png().toBuffer();
  const background = '#7a8088';
  return sharp({ create: { width: 3000, height: 2000, channels: 3, background } })
    .composite([{ input: small, left, top }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

describe('small faces of a large picture', () => {
  let analyzer: FrameAnalyzer;
  let known: readonly PixelBox[];
  beforeAll(async () => {
    analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'ssd' });
    const { faces } = await analyzer.analyzePicture(readFileSync(samplePhoto(3)));
    const scale = SMALL_WIDTH / PHOTO_WIDTH;
    known = faces.map(({ box }) => scaledBox(box, scale, scale));
  });
  afterAll(() => analyzer.dispose());

  it.each([
    ['in a corner', 60, 40],
    ['in the middle, where the tiles overlap', 1220, 800],
    ['where cuts go through them', 960, 620],
  ])('are found, each once, %s', async (_, left, top) => {
    const { faces } = await analyzer.analyzePicture(await farGroup(left, top));
    expect(faces).toHaveLength(3);
    for (const box of known) {
      const expected = { ...box, x: box.x + left, y: box.y + top };
      const overlaps = faces.map((face) => boxOverlap(face.box, expected));
      expect(overlaps.filter((overlap) => overlap > 0.5)).toHaveLength(1);
    }
  });
});
