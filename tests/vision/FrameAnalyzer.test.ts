import { readFileSync } from 'node:fs';
import {
  boxCoverage,
  boxOverlap,
  createFrameAnalyzer,
  type FrameAnalyzer,
  ImageError,
  type PixelBox,
  PublisherVision,
  scaledBox,
} from '@emostream/vision';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../support/samplePhotos.ts';

const PHOTO = samplePhoto(1);
const FRAME_MS = 1000 / 15;

let analyzer: FrameAnalyzer;
/** The three faces of the photo, in its pixels. */
let faces: PixelBox[];
beforeAll(async () => {
  analyzer = await createFrameAnalyzer({ engine: 'onnx', detector: 'tiny' });
  const found = await analyzer.analyzePicture(readFileSync(PHOTO), { detector: 'ssd' });
  faces = found.faces.map(({ box }) => box);
});
afterAll(() => analyzer.dispose());

/** The part of the photo around a face, `zoom` times as wide as the face's longer side. */
function around({ x, y, width, height }: PixelBox, zoom: number, shape = 1) {
  const across = Math.round(Math.max(width, height) * zoom);
  const down = Math.round(across / shape);
  const left = Math.max(0, Math.round(x + width / 2 - across / 2));
  const top = Math.max(0, Math.round(y + height / 2 - down / 2));
  return { part: sharp(PHOTO).extract({ left, top, width: across, height: down }), left, top };
}

async function liveFrame(face: PixelBox, zoom: number) {
  const { part, left, top } = around(face, zoom, 4 / 3);
  const jpeg = await part.resize(640, 480, { fit: 'fill' }).jpeg().toBuffer();
  const scale = 1 / (Math.max(face.width, face.height) * zoom);
  const place = {
    x: (face.x - left) * scale,
    y: (face.y - top) * scale * (4 / 3),
    width: face.width * scale,
    height: face.height * scale * (4 / 3),
  };
  return { jpeg, place };
}

describe('a still picture', () => {
  it('shows all its faces, classified as one batch', async () => {
    const { faces: found } = await analyzer.analyzePicture(readFileSync(PHOTO), {
      detector: 'ssd',
    });
    expect(found).toHaveLength(3);
    for (const { emotion, probabilities } of found) {
      expect(probabilities).toHaveLength(7);
      expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
      expect(emotion).toMatch(/^[a-z]+$/);
    }
  });

  it.each([
    ['ssd', 100],
    ['ssd', 800],
    ['tiny', 100],
    ['tiny', 800],
  ] as const)('shows %s a face that fills it, at %i px', async (detector, side) => {
    for (const face of faces) {
      const picture = await around(face, 1.05).part.resize(side, side).jpeg().toBuffer();
      const { faces: found } = await analyzer.analyzePicture(picture, { detector });
      expect(found).toHaveLength(1);
      const whole = { x: 0, y: 0, width: side, height: side };
      expect(boxOverlap(found[0]?.box ?? whole, whole)).toBeGreaterThan(0.4);
    }
  });

  it('gives boxes in its own pixels, however large it is', async () => {
    const large = await sharp(PHOTO).resize(5760).jpeg().toBuffer();
    const { width, faces: found } = await analyzer.analyzePicture(large, { detector: 'ssd' });
    expect(width).toBe(5760);
    for (const face of faces) {
      const expected = {
        x: face.x * 3,
        y: face.y * 3,
        width: face.width * 3,
        height: face.height * 3,
      };
      expect(found.some(({ box }) => boxOverlap(box, expected) > 0.8)).toBe(true);
    }
  });

  it('that cannot be read leaves the analyzer as it was', async () => {
    const broken = analyzer.analyzePicture(new Uint8Array([1, 2, 3]));
    const next = analyzer.analyzePicture(readFileSync(PHOTO), { detector: 'ssd', maxFaces: 1 });
    await expect(broken).rejects.toThrow(ImageError);
    expect((await next).faces).toHaveLength(1);
  });
});

describe('live video at 15 frames a second', () => {
  /** Analyzes a frame as the server does, and says whether the face is shown. */
  async function shows(
    vision: PublisherVision,
    frame: Awaited<ReturnType<typeof liveFrame>>,
    nowMs: number,
  ) {
    const analysis = await analyzer.analyze(frame.jpeg, {
      detector: 'tiny',
      ...vision.planFrame(nowMs),
    });
    return vision
      .completeFrame(analysis, nowMs)
      .some(({ box }) => boxCoverage(box, frame.place) > 0.5);
  }

  it.each([1.05, 1.5, 3, 5])(
    'shows a face that comes into an empty frame within half a second, at 1/%f of its width',
    async (zoom) => {
      const empty = await sharp({
        create: { width: 640, height: 480, channels: 3, background: '#667' },
      })
        .jpeg()
        .toBuffer();
      const frame = await liveFrame(faces[1] as PixelBox, zoom);
      const vision = new PublisherVision();
      let nowMs = 0;
      for (; nowMs < 600; nowMs += FRAME_MS) {
        const plan = vision.planFrame(nowMs);
        vision.completeFrame(await analyzer.analyze(empty, { detector: 'tiny', ...plan }), nowMs);
      }
      const cameAtMs = nowMs;
      while (!(await shows(vision, frame, nowMs))) {
        nowMs += FRAME_MS;
        expect(nowMs - cameAtMs).toBeLessThan(500);
      }
    },
  );

  it('measures how far faces are turned only where it is told to', async () => {
    const { jpeg } = await liveFrame(faces[1] as PixelBox, 3);
    const options = { detector: 'tiny', inputSize: 320 } as const;
    const [turned] = (await analyzer.analyze(jpeg, options)).faces;
    const [without] = (await analyzer.analyze(jpeg, { ...options, measuresYaw: false })).faces;
    expect(turned?.measures.yaw).toBeTypeOf('number');
    expect(without?.measures).toEqual({ ...turned?.measures, yaw: null });
  });

  it('asks less of a face where one should be than of a new one', async () => {
    const { jpeg, place } = await liveFrame(faces[1] as PixelBox, 4);
    const { x, y, width, height } = place;
    const followed = [{ x, y, width, height }].map((box) => scaledBox(box, 1, 480 / 640));
    const options = { detector: 'tiny', inputSize: 224, followed } as const;
    const unreachable = { ...options, minScore: 1.1 };
    expect((await analyzer.analyze(jpeg, unreachable)).faces).toHaveLength(0);
    const found = await analyzer.analyze(jpeg, { ...unreachable, followedMinScore: 0.25 });
    expect(found.faces).toHaveLength(1);
  });

  it('keeps a face that comes from afar until it fills the frame', async () => {
    const vision = new PublisherVision();
    let missed = 0;
    for (let step = 0; step < 30; step++) {
      const frame = await liveFrame(faces[1] as PixelBox, 5 * 0.22 ** (step / 29));
      if (!(await shows(vision, frame, step * FRAME_MS))) missed += 1;
    }
    expect(missed).toBeLessThan(3);
  });

  /** The photo with its three faces, and with some of them covered. */
  async function photoWithout(...covered: number[]): Promise<Buffer> {
    const boxes = covered.map((index) => faces[index] as PixelBox);
    const patches = boxes.map(({ x, y, width, height }) => ({
      input: {
        create: {
          width: Math.round(1.4 * width),
          height: Math.round(1.4 * height),
          channels: 3 as const,
          background: '#667',
        },
      },
      left: Math.max(0, Math.round(x - 0.2 * width)),
      top: Math.max(0, Math.round(y - 0.2 * height)),
    }));
    const whole = await sharp(PHOTO).composite(patches).png({ compressionLevel: 0 }).toBuffer();
    return sharp(whole).resize(1280).jpeg().toBuffer();
  }

  it('shows a face that comes while others are followed within half a second', async () => {
    const [before, after] = [await photoWithout(1), await photoWithout()];
    const vision = new PublisherVision();
    let nowMs = 0;
    const shown = async (jpeg: Buffer) => {
      const plan = vision.planFrame(nowMs);
      const analysis = await analyzer.analyze(jpeg, { detector: 'tiny', ...plan });
      return vision.completeFrame(analysis, nowMs).length;
    };
    // Faces that are not sure show in the second frame.
    await shown(before);
    for (nowMs = FRAME_MS; nowMs < 700; nowMs += FRAME_MS) expect(await shown(before)).toBe(2);
    const cameAtMs = nowMs;
    while ((await shown(after)) < 3) {
      nowMs += FRAME_MS;
      expect(nowMs - cameAtMs).toBeLessThan(500);
    }
  });

  it('finds a face that is no longer where it should be, in the same frame', async () => {
    const face = faces[1] as PixelBox;
    const { part } = around(face, 2);
    const portrait = await part.resize(220, 220, { fit: 'fill' }).png().toBuffer();
    const frameWith = (left: number) =>
      sharp({ create: { width: 640, height: 480, channels: 3, background: '#667' } })
        .composite([{ input: portrait, left, top: 130 }])
        .jpeg()
        .toBuffer();
    const vision = new PublisherVision();
    for (const [index, left] of [10, 10, 10, 410, 410].entries()) {
      const nowMs = index * FRAME_MS;
      const plan = vision.planFrame(nowMs);
      // The searches are not what finds it.
      const options = { ...plan, searchSizes: index === 0 ? plan.searchSizes : [] };
      const analysis = await analyzer.analyze(await frameWith(left), options);
      vision.completeFrame(analysis, nowMs);
      expect(analysis.faces, `frame ${index}`).toHaveLength(1);
      const { x = 0, width = 0 } = analysis.faces[0]?.box ?? {};
      expect(Math.abs(x + width / 2 - left - 110)).toBeLessThan(25);
    }
  });
});
