import type { FaceDetection, PixelBox } from '../FaceDetector.ts';
import type { RgbImage } from '../RgbImage.ts';
import { scaledBox } from '../scaledBox.ts';
import { RegionSampler } from './RegionSampler.ts';

/** How closely a mosaic shows its faces. */
export interface MosaicScale {
  /** Side of a cell in pixels. */
  readonly cell: number;
  /** Side of the square around a face that fills its cell, in longer sides of its box. */
  readonly reach: number;
}

/** A square of the picture, in its pixels, and the cell that shows it. */
interface Tile {
  readonly x: number;
  readonly y: number;
  /** Pixels of the picture a pixel of the mosaic. */
  readonly step: number;
  /** Top left corner of the cell in the mosaic. */
  readonly left: number;
  readonly top: number;
}

/** Cells along each side of the smallest square grid that holds so many. */
export function mosaicGrid(faces: number): number {
  return Math.ceil(Math.sqrt(faces));
}

/**
 * Puts the surroundings of several faces side by side into one small square picture, each enlarged or
 * shrunk to the size at which the tiny detector sees faces best. One look at it costs a fraction of a look
 * at the whole picture that is large enough for small faces. The memory is reused from frame to frame.
 */
export class FaceMosaic {
  readonly #scale: MosaicScale;
  readonly #sampler: RegionSampler;
  #memory = new Uint8Array();
  #tiles: Tile[] = [];
  #expected: readonly PixelBox[] = [];

  constructor(scale: MosaicScale) {
    this.#scale = scale;
    this.#sampler = new RegionSampler(scale.cell);
  }

  /**
   * Draws the mosaic. What lies past the edge of the picture, and cells without a face, are black.
   *
   * @param faces where the faces should be, in pixels of the picture
   * @returns a square picture whose memory is used again for the next one
   */
  pack(image: RgbImage, faces: readonly PixelBox[]): RgbImage {
    const { cell, reach } = this.#scale;
    const grid = mosaicGrid(faces.length);
    const side = grid * cell;
    const size = 3 * side * side;
    if (this.#memory.length < size) this.#memory = new Uint8Array(size);
    const data = this.#memory.subarray(0, size).fill(0);
    const mosaic = { data, width: side, height: side };
    this.#expected = faces;
    this.#tiles = faces.map(({ x, y, width, height }, index) => {
      const span = reach * Math.max(width, height);
      return {
        x: x + (width - span) / 2,
        y: y + (height - span) / 2,
        step: span / cell,
        left: (index % grid) * cell,
        top: Math.floor(index / grid) * cell,
      };
    });
    for (const { x, y, step, left, top } of this.#tiles) {
      this.#sampler.draw(image, x, y, step, mosaic, left, top);
    }
    return mosaic;
  }

  /**
   * Says which of the faces of the last `pack` were found, and where they are in the picture's pixels. A
   * cell may show several faces: its own is the one whose centre lies nearest to that of the expected box,
   * and no farther off than that box reaches.
   *
   * @param found in the mosaic's pixels
   * @returns for each face in turn, its detection, or null
   */
  read(found: readonly FaceDetection[]): (FaceDetection | null)[] {
    return this.#tiles.map((tile, index) => {
      const expected = this.#expected[index] as PixelBox;
      let nearest: FaceDetection | null = null;
      let least = 0.5;
      for (const { box, score } of found) {
        if (!this.#isIn(tile, box)) continue;
        const placed = placedBox(box, tile);
        const away = distance(placed, expected);
        if (away >= least) continue;
        least = away;
        nearest = { box: placed, score };
      }
      return nearest;
    });
  }

  #isIn({ left, top }: Tile, box: PixelBox): boolean {
    const { cell } = this.#scale;
    const x = box.x + box.width / 2 - left;
    const y = box.y + box.height / 2 - top;
    return x >= 0 && y >= 0 && x < cell && y < cell;
  }
}

function placedBox(box: PixelBox, { x, y, step, left, top }: Tile): PixelBox {
  const scaled = scaledBox(box, step, step);
  return { ...scaled, x: x + scaled.x - left * step, y: y + scaled.y - top * step };
}

/** How far apart the centres are along the axis where they are farther, in sizes of the expected box. */
function distance(box: PixelBox, expected: PixelBox): number {
  const dx = box.x + box.width / 2 - expected.x - expected.width / 2;
  const dy = box.y + box.height / 2 - expected.y - expected.height / 2;
  return Math.max(Math.abs(dx) / expected.width, Math.abs(dy) / expected.height);
}
