import sharp from 'sharp';
import { samplePhoto } from './samplePhotos.ts';

/** Of the clip's frames, in pixels. */
export const CLIP_SIZE = { width: 640, height: 480 } as const;
const { width: WIDTH, height: HEIGHT } = CLIP_SIZE;
/** Part of sample3 that holds one face, and the face in it as measured by eye: hairline to chin, cheek to ear. */
const PORTRAIT = { left: 920, top: 122, width: 480, height: 480 };
const FACE_IN_PORTRAIT = { x: 155, y: 98, width: 250, height: 285 };
const PORTRAIT_SIDE = 470;
/** The portrait slides by this much to either side, in pixels. */
const SWAY = 56;
/** A block of pure green at the bottom marks where the portrait is: its centre is the portrait's. */
const MARKER = { width: 40, height: 20 };

interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The face's place when the portrait's centre is at `centreX`, in pixels of the 640×480 frame.
 *
 * @param flopped whether the portrait was turned round
 */
export function faceAt(centreX: number, flopped = false): PixelBox {
  const scale = PORTRAIT_SIDE / PORTRAIT.width;
  const { x, width } = FACE_IN_PORTRAIT;
  return {
    x: centreX - PORTRAIT_SIDE / 2 + (flopped ? PORTRAIT.width - x - width : x) * scale,
    y: (HEIGHT - PORTRAIT_SIDE) / 2 + FACE_IN_PORTRAIT.y * scale,
    width: FACE_IN_PORTRAIT.width * scale,
    height: FACE_IN_PORTRAIT.height * scale,
  };
}

/** One frame of the clip: a real face on a plain wall. */
export interface ClipFrame {
  readonly jpeg: Buffer;
  /** Where the portrait's centre is, in pixels. */
  readonly centreX: number;
}

/**
 * Makes a clip of one real face that slides from side to side once, with a green marker under it by
 * which a test can tell from any picture of it where the face must be.
 *
 * @param count number of frames in one period
 * @param flopped turns the portrait round, for a second camera that is told from the first
 */
export async function movingFaceClip(count: number, flopped = false): Promise<ClipFrame[]> {
  const portrait = await sharp(samplePhoto(3))
    .extract(PORTRAIT)
    .flop(flopped)
    .resize(PORTRAIT_SIDE, PORTRAIT_SIDE)
    .toBuffer();
  const marker = await sharp({
    create: { ...MARKER, channels: 3, background: { r: 0, g: 255, b: 0 } },
  })
    .png()
    .toBuffer();
  const frames: ClipFrame[] = [];
  for (let index = 0; index < count; index += 1) {
    const centreX = Math.round(WIDTH / 2 + SWAY * Math.sin((2 * Math.PI * index) / count));
    const jpeg = await sharp({
      create: { width: WIDTH, height: HEIGHT, channels: 3, background: { r: 96, g: 96, b: 104 } },
    })
      .composite([
        { input: portrait, left: centreX - PORTRAIT_SIDE / 2, top: (HEIGHT - PORTRAIT_SIDE) / 2 },
        { input: marker, left: centreX - MARKER.width / 2, top: HEIGHT - MARKER.height },
      ])
      .jpeg({ quality: 90 })
      .toBuffer();
    frames.push({ jpeg, centreX });
  }
  return frames;
}

/** The clip as Chromium's fake camera takes it: JPEGs one after the other. */
export function mjpegOf(frames: readonly ClipFrame[]): Buffer {
  return Buffer.concat(frames.map(({ jpeg }) => jpeg));
}
