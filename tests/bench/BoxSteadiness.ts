import { boxOverlap, type PixelBox } from '@emostream/vision';

/** Overlap with a real face from which on a box shows it; the detectors' boxes differ in shape. */
const SAME_FACE = 0.3;

/** Where a box lies beside the real face that it shows. */
interface PlacedBox {
  readonly frame: number;
  readonly box: PixelBox;
}

/** How much boxes waver from frame to frame beyond what the faces themselves move. */
export class BoxSteadiness {
  readonly #last = new Map<number, PlacedBox>();
  #sum = 0;
  #steps = 0;

  /**
   * Takes in a face of a frame.
   *
   * @param real the faces that are there, in the same units as `box`
   */
  add(frame: number, trackId: number, box: PixelBox, real: readonly PixelBox[]): void {
    const overlaps = real.map((face) => boxOverlap(face, box));
    const face = real[overlaps.indexOf(Math.max(SAME_FACE, ...overlaps))];
    if (!face) return;
    const placed = { ...box, x: box.x - face.x, y: box.y - face.y };
    const before = this.#last.get(trackId);
    this.#last.set(trackId, { frame, box: placed });
    if (before?.frame !== frame - 1) return;
    this.#sum += boxOverlap(before.box, placed);
    this.#steps += 1;
  }

  /** Mean overlap (intersection over union) of a box with that of the frame before; null of none. */
  get mean(): number | null {
    return this.#steps === 0 ? null : this.#sum / this.#steps;
  }
}
