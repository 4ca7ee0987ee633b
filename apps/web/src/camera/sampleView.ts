/** What part of which photo is seen, in the photo's pixels. */
export interface SampleView {
  readonly photo: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const PHOTO_MS = 9000;
const SWAY_MS = 7000;
/** How near the view comes: shares of the photo's height. */
const NEAREST = 0.62;
const FARTHEST = 0.86;

/**
 * The ride over the photos at a moment: each in turn, with a slow sway and zoom over its upper part, where
 * people have their faces.
 *
 * @param aspect width over height of the view
 */
export function sampleView(elapsedMs: number, photos: readonly Size[], aspect: number): SampleView {
  const photo = Math.floor(elapsedMs / PHOTO_MS) % photos.length;
  const size = photos[photo] as Size;
  const phase = (2 * Math.PI * elapsedMs) / SWAY_MS;
  const zoom = (NEAREST + FARTHEST) / 2 + ((FARTHEST - NEAREST) / 2) * Math.cos(phase * 0.7);
  const height = Math.min(size.height * zoom, size.width / aspect);
  const width = height * aspect;
  return {
    photo,
    x: ((size.width - width) * (1 + 0.8 * Math.sin(phase))) / 2,
    y: (size.height - height) * (0.12 + 0.08 * Math.cos(phase)),
    width,
    height,
  };
}
