import { EMOTIONS } from '@emostream/protocol';
import type { PaintedFace } from '../../overlay/paintFaces.ts';
import type { ReplayRow, RowsAround } from './ReplayRows.ts';

/** What one participant's picture shows at a moment. */
export type ReplayPicture =
  | { readonly state: 'no_frames' }
  | { readonly state: 'no_face' }
  | { readonly state: 'faces'; readonly faces: readonly PaintedFace[] };

/** A row stands for this long; rows farther apart have a gap between them, in milliseconds. */
const HOLD_MS = 500;

type RowFace = ReplayRow['faces'][number];

/**
 * The faces at a moment between two rows: boxes and confidences go evenly from one to the next, a face that
 * only one of them has fades. What was recorded is known on both sides, so nothing is guessed ahead as the
 * live overlay must.
 */
export function facesBetween({ before, after }: RowsAround, atMs: number): ReplayPicture {
  if (!before || atMs - before.atMs > HOLD_MS) return { state: 'no_frames' };
  const next = after && after.atMs - before.atMs <= HOLD_MS ? after : null;
  const share = next ? (atMs - before.atMs) / (next.atMs - before.atMs) : 0;
  const numbered = before.faces.length > 1;
  const faces: PaintedFace[] = before.faces.map((face) => {
    const later = next?.faces.find(({ trackId }) => trackId === face.trackId);
    if (later) return between(face, later, share, numbered);
    return painted(face, next ? 1 - share : 1, numbered);
  });
  for (const face of next?.faces ?? []) {
    if (before.faces.some(({ trackId }) => trackId === face.trackId)) continue;
    faces.push(painted(face, share, numbered));
  }
  return faces.length > 0 ? { state: 'faces', faces } : { state: 'no_face' };
}

function between(face: RowFace, later: RowFace, share: number, numbered: boolean): PaintedFace {
  const mixed = face.box.map((side, index) => mix(side, later.box[index] ?? side, share));
  const smoothed = face.smoothed.map((value, index) =>
    mix(value, later.smoothed[index] ?? value, share),
  );
  return painted({ ...face, box: mixed as RowFace['box'], smoothed }, 1, numbered);
}

function painted(face: RowFace, opacity: number, numbered: boolean): PaintedFace {
  const [x, y, width, height] = face.box;
  return {
    box: { x, y, width, height },
    emotion: face.emotion,
    confidence: face.smoothed[EMOTIONS.indexOf(face.emotion)] ?? 0,
    uncertain: face.uncertain,
    opacity,
    number: numbered ? face.trackId : null,
  };
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
