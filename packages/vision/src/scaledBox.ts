import type { PixelBox } from './FaceDetector.ts';

/** The box in other units: `across` and `down` of them a unit along x and along y. */
export function scaledBox(box: PixelBox, across: number, down: number): PixelBox {
  return {
    x: box.x * across,
    y: box.y * down,
    width: box.width * across,
    height: box.height * down,
  };
}
