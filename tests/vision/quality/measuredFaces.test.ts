import {
  type AnalyzedFace,
  createFrameAnalyzer,
  type FrameAnalyzer,
  faceQuality,
  type RgbImage,
} from '@emostream/vision';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Photo, photoFrame } from '../../support/photoFrames.ts';

let analyzer: FrameAnalyzer;
beforeAll(async () => {
  analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'ssd' });
});
afterAll(() => analyzer.dispose());

/** A demo photo, changed. */
async function changed(photo: Photo, change: (picture: Sharp) => Sharp): Promise<RgbImage> {
  const { data, width, height } = await photoFrame(photo);
  const picture = change(sharp(data, { raw: { width, height, channels: 3 } }));
  const { data: bytes, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { data: bytes, width: info.width, height: info.height };
}

const qualities = async (image: RgbImage, wholeImage = false) =>
  (await analyzer.analyze(image, { wholeImage })).faces.map(({ measures }) =>
    faceQuality(measures),
  );

/** The middle of the face that looks at the camera in the third photo. */
async function closeUp(sigma: number): Promise<RgbImage> {
  const image = await photoFrame(3);
  const { faces } = await analyzer.analyze(image);
  const [face] = faces as [AnalyzedFace];
  const { x, y, width, height } = face.box;
  const [left, top] = [Math.round(x), Math.round(y)];
  const part = { left, top, width: Math.round(width), height: Math.round(height) };
  return changed(3, (picture) => {
    const large = picture.extract(part).resize(300, 300, { fit: 'fill' });
    return sigma > 0 ? large.blur(sigma) : large;
  });
}

describe('the quality of analyzed faces', () => {
  it.each([1, 3, 4, 6] as const)('is good for the people of photo %i', async (photo) => {
    const found = await qualities(await photoFrame(photo));
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found)).toEqual(new Set(['good']));
  });

  it('is dark where hardly any light is left', async () => {
    const found = await qualities(await changed(1, (picture) => picture.linear(0.25, 0)));
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found)).toEqual(new Set(['dark']));
  });

  it('is blurred where the blur reaches the crop, and only there', async () => {
    expect(await qualities(await closeUp(0), true)).toEqual(['good']);
    expect(await qualities(await closeUp(2), true)).toEqual(['good']);
    expect(await qualities(await closeUp(14), true)).toEqual(['blurred']);
  });

  it('is small in a quarter of the picture', async () => {
    const shrunken = await changed(3, (picture) => picture.resize(240, 180));
    const { faces } = await analyzer.analyze(shrunken, { detector: 'ssd' });
    expect(faces.length).toBeGreaterThan(0);
    for (const { measures } of faces) expect(faceQuality(measures)).toBe('small');
  });

  it('is turned for the woman in profile, to the other side in the mirror', async () => {
    const yaws = async (image: RgbImage) =>
      (await analyzer.analyze(image)).faces.map(({ measures }) => measures.yaw ?? 0);
    expect(await qualities(await photoFrame(2))).toContain('turned');
    expect(Math.min(...(await yaws(await photoFrame(2))))).toBeLessThan(-20);
    const mirrored = await changed(2, (picture) => picture.flop());
    expect(Math.max(...(await yaws(mirrored)))).toBeGreaterThan(20);
  });

  it('comes without yaw for the smallest of five faces', async () => {
    const { faces } = await analyzer.analyze(await photoFrame(5));
    expect(faces).toHaveLength(5);
    const sides = faces.map(({ measures }) => measures.sidePx);
    for (const { measures } of faces) {
      expect(measures.yaw === null).toBe(measures.sidePx === Math.min(...sides));
    }
  });
});
