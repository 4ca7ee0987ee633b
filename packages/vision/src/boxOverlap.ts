import type { PixelBox } from './FaceDetector.ts';

/** Intersection over union of two boxes, 0..1. Any unit, as long as both share it. */
export function boxOverlap(a: PixelBox, b: PixelBox): number {
  const shared = intersection(a, b);
  return shared === 0 ? 0 : shared / (area(a) + area(b) - shared);
}

/** Intersection of two boxes as a share of the smaller one, 0..1: 1 where one lies in the other. */
export function boxCoverage(a: PixelBox, b: PixelBox): number {
  const shared = intersection(a, b);
  return shared === 0 ? 0 : shared / Math.min(area(a), area(b));
}

function intersection(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function area(box: PixelBox): number {
  return box.width * box.height;
}
