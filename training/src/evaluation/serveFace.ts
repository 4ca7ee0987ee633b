import type { Face } from '@emostream/protocol';
import { type FrameAnalyzer, PublisherVision, scaledBox } from '@emostream/vision';
import type { SeededRandom } from '../augmentation/SeededRandom.ts';
import { isSamePlace } from './isSamePlace.ts';
import type { PlacedFace } from './placeFace.ts';

/** Ten frames a second for half a second, within which a new face is to be shown. */
const INTERVAL_MS = 100;
const LAST_FRAME = 5;
/** How far a placed face moves from frame to frame at most, pixels each way. */
const DRIFT_PX = 2;

/** What the served path shows half a second after a face came. */
export interface ServedFace {
  /** The placed face; null where none is shown at its place. */
  readonly face: Face | null;
  /** How many faces are shown elsewhere, where there is none. */
  readonly elsewhere: number;
}

/**
 * Shows a placed face to the live path as a camera would: JPEG frames in which it drifts a little, analyzed
 * by `FrameAnalyzer` with the looks that `PublisherVision` plans.
 */
export async function serveFace(
  analyzer: FrameAnalyzer,
  placed: PlacedFace,
  random: SeededRandom,
): Promise<ServedFace> {
  const vision = new PublisherVision();
  let { x, y } = placed.box;
  let shown: Face[] = [];
  let width = 1;
  let height = 1;
  for (let frame = 0; frame <= LAST_FRAME; frame++) {
    const nowMs = frame * INTERVAL_MS;
    const jpeg = await placed.frame(x - placed.box.x, y - placed.box.y);
    const analysis = await analyzer.analyze(jpeg, vision.planFrame(nowMs));
    shown = vision.completeFrame(analysis, nowMs);
    ({ width, height } = analysis);
    if (frame === LAST_FRAME) break;
    x += Math.round(random.around(DRIFT_PX));
    y += Math.round(random.around(DRIFT_PX));
  }
  const truth = { ...placed.box, x, y };
  const face = shown.find(({ box }) => isSamePlace(scaledBox(box, width, height), truth));
  return { face: face ?? null, elsewhere: shown.length - (face ? 1 : 0) };
}
