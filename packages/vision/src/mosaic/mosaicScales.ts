import { type MosaicScale, mosaicGrid } from './FaceMosaic.ts';

/*
 * Cells are odd multiples of the detector's own cells of 32 pixels, so that a face in the middle lies in the
 * middle of one of them: on the border of two it is often found in neither. At a reach of 1.5 a face has the 64
 * pixels at which the detector sees it best; with less around it, it is missed more often when it moves. `npm
 * run bench` says how many faces are found so and how much their boxes waver, `npm run evaluate-served` what the
 * classifier makes of them.
 */

/** All faces are looked at closely. */
export const CLOSE_SCALE: MosaicScale = { cell: 96, reach: 1.5 };

/** Those that are not found so are looked at once more, larger and with more around them. */
export const WIDE_SCALE: MosaicScale = { cell: 160, reach: 2.4 };

/** Side of the mosaic that shows so many faces closely, in pixels. */
export function closeMosaicSide(faces: number): number {
  return mosaicGrid(faces) * CLOSE_SCALE.cell;
}
