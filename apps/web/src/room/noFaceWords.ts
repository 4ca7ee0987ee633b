import { TILE_WORDS, type TileState } from './tileState.ts';

/** What is known of the person whose faces are to be shown. */
export interface NoFace {
  readonly state: TileState;
  readonly isOwn: boolean;
  /** Whether the line to the server is up. */
  readonly live: boolean;
  /** Whether an estimate of what the picture shows has come. */
  readonly looked: boolean;
}

/** Why there is no face of somebody: nothing is said of a picture that nobody has looked at. */
export function noFaceWords({ state, isOwn, live, looked }: NoFace): string {
  if (!live) return 'Waiting for the server';
  if (state !== 'playing') return TILE_WORDS[state][isOwn ? 'own' : 'other'];
  return looked ? 'No face in the picture' : 'Waiting for the first estimate';
}
