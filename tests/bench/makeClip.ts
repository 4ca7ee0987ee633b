import sharp from 'sharp';
import { samplePhoto } from '../support/samplePhotos.ts';

/** Where the clips are cut from: a window of a demo photo with that many faces in it, in its pixels. */
const SCENES = {
  1: { photo: 3, left: 470, top: 240, width: 580, height: 435, sway: 40 },
  4: { photo: 4, left: 150, top: 0, width: 1380, height: 1035, sway: 36 },
} as const;

export type FaceCount = keyof typeof SCENES;
export const FACE_COUNTS = [1, 4] as const satisfies readonly FaceCount[];

export const CLIP_WIDTH = 640;
export const CLIP_HEIGHT = 480;

/** A clip of JPEG frames, no two alike: a window that sways slightly over a photo. */
export async function makeClip(faces: FaceCount, frames: number): Promise<Buffer[]> {
  const { photo, left, top, width, height, sway } = SCENES[faces];
  const clip: Buffer[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const dx = Math.round((sway / 2) * (1 + Math.sin(frame / 7)));
    const dy = Math.round((sway / 2) * (1 + Math.cos(frame / 11)));
    clip.push(
      await sharp(samplePhoto(photo))
        .extract({ left: left + dx, top: top + dy, width, height })
        .resize(CLIP_WIDTH, CLIP_HEIGHT)
        .jpeg({ quality: 80 })
        .toBuffer(),
    );
  }
  return clip;
}
