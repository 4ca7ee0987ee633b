import type { PixelBox } from '@emostream/vision';
import sharp from 'sharp';
import { samplePhoto } from '../support/samplePhotos.ts';

/** A window of one of face-api's demo photos, in its pixels. */
interface PhotoWindow {
  readonly photo: Parameters<typeof samplePhoto>[0];
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** A picture of windows one above the other, all of one shape, and how far they sway. */
interface Scene {
  readonly windows: readonly PhotoWindow[];
  readonly sway: number;
}

export const FACE_COUNTS = [0, 1, 4, 8] as const;
export type FaceCount = (typeof FACE_COUNTS)[number];

/** Frame sizes: 4:3 as webcams have it, and 16:9. */
export const FRAME_SIZES = [
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
] as const;
export type FrameSize = (typeof FRAME_SIZES)[number];

/** Where the clips are cut from, by the number of faces in them and by the width of the frame. */
const SCENES: Record<FaceCount, Record<FrameSize['width'], Scene>> = {
  0: {
    640: { windows: [{ photo: 5, left: 720, top: 960, width: 520 }], sway: 40 },
    1280: { windows: [{ photo: 5, left: 720, top: 960, width: 640 }], sway: 40 },
  },
  1: {
    640: { windows: [{ photo: 3, left: 470, top: 240, width: 580 }], sway: 40 },
    1280: { windows: [{ photo: 3, left: 270, top: 220, width: 740 }], sway: 40 },
  },
  4: {
    640: { windows: [{ photo: 4, left: 150, top: 0, width: 1380 }], sway: 36 },
    1280: { windows: [{ photo: 4, left: 0, top: 0, width: 1840 }], sway: 36 },
  },
  // Two groups of four, one above the other.
  8: {
    640: {
      windows: [
        { photo: 4, left: 150, top: 0, width: 1380 },
        { photo: 6, left: 200, top: 220, width: 1540 },
      ],
      sway: 36,
    },
    1280: {
      windows: [
        { photo: 4, left: 0, top: 0, width: 1840 },
        { photo: 6, left: 20, top: 220, width: 1840 },
      ],
      sway: 36,
    },
  },
};

/** A part of a photo and where it lies in a frame. */
export interface PlacedWindow {
  readonly photo: PhotoWindow['photo'];
  /** In the photo's pixels. */
  readonly from: PixelBox;
  /** In the frame's pixels. */
  readonly to: PixelBox;
}

/** What a frame of a clip shows. */
export function windowsOf(
  faces: FaceCount,
  { width, height }: FrameSize,
  frame: number,
): PlacedWindow[] {
  const { windows, sway } = SCENES[faces][width];
  const dx = Math.round((sway / 2) * (1 + Math.sin(frame / 7)));
  const dy = Math.round((sway / 2) * (1 + Math.cos(frame / 11)));
  const partHeight = height / windows.length;
  return windows.map((window, index) => ({
    photo: window.photo,
    from: {
      x: window.left + dx,
      y: window.top + dy,
      width: window.width,
      height: Math.round((window.width * partHeight) / width),
    },
    to: { x: 0, y: index * partHeight, width, height: partHeight },
  }));
}

/**
 * A clip of JPEG frames, no two alike: windows that sway slightly over photos. Like a browser's, the frames
 * carry an sRGB profile.
 */
export async function makeClip(
  faces: FaceCount,
  size: FrameSize,
  frames: number,
): Promise<Buffer[]> {
  const clip: Buffer[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const parts = windowsOf(faces, size, frame).map(async ({ photo, from, to }) => ({
      input: await sharp(samplePhoto(photo))
        .extract({ left: from.x, top: from.y, width: from.width, height: from.height })
        .resize(to.width, to.height, { fit: 'fill' })
        .png({ compressionLevel: 0 })
        .toBuffer(),
      left: to.x,
      top: to.y,
    }));
    clip.push(
      await sharp({ create: { ...size, channels: 3, background: '#000' } })
        .composite(await Promise.all(parts))
        .withIccProfile('srgb')
        .jpeg({ quality: 80 })
        .toBuffer(),
    );
  }
  return clip;
}
